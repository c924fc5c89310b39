/** Names of numbered seats, all of one length where there is no reason against it. */
export function seatNames(count: number, prefix: string, first: number): string[] {
  if (!Number.isInteger(count) || !Number.isInteger(first) || count <= 0) return [];
  const digits = String(first + count - 1).length;
  return Array.from(
    { length: count },
    (_, index) => prefix.trim() + String(first + index).padStart(digits, '0'),
  );
}
