const STEP_MINUTES = 15;
const DAY_MINUTES = 24 * 60;

/** The quarters of a day, and the time that is chosen should it be none of them; from just after `after` on. */
export function timesOfDay(chosen: string, after?: string): string[] {
  const quarters = Array.from({ length: DAY_MINUTES / STEP_MINUTES }, (_, index) => {
    const minutes = index * STEP_MINUTES;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  const all = [...new Set([...quarters, chosen])].sort();
  if (after === undefined) return all;
  return [...all.filter((time) => time > after), ...all.filter((time) => time < after)];
}
