/** The time that somebody typed, as 09:30; null when it is none. */
export function timeOf(typed: string): string | null {
  const digits = typed.trim();
  const found =
    /^(\d{1,2})[:.,\s](\d{2})$/.exec(digits) ??
    /^(\d{1,2})()$/.exec(digits) ??
    /^(\d{1,2})(\d{2})$/.exec(digits);
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]) % 24, Number(found[2] || 0)];
  if (Number(found[1]) > 24 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
