/** What numbered seats are called: `A-01` is `A-`, 1, and two digits at least. */
export interface Numbering {
  prefix: string;
  first: number;
  digits?: number;
}

/** Names of numbered seats, all of one length where there is no reason against it. */
export function seatNames(count: number, { prefix, first, digits = 1 }: Numbering): string[] {
  if (!Number.isInteger(count) || !Number.isInteger(first) || count <= 0) return [];
  const length = Math.max(digits, String(first + count - 1).length);
  return Array.from(
    { length: count },
    (_, index) => prefix.trim() + String(first + index).padStart(length, '0'),
  );
}

/** How to go on after these names: by the highest number of those that are called like the last. */
export function goingOn(names: string[]): Required<Numbering> {
  const [, prefix = '', last = ''] = /^(.*?)(\d*)$/.exec(names.at(-1) ?? '') ?? [];
  const numbers = names.flatMap((name) => {
    const number = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return /^\d{1,9}$/.test(number) ? [Number(number)] : [];
  });
  return { prefix, first: Math.max(0, ...numbers) + 1, digits: Math.max(1, last.length) };
}
