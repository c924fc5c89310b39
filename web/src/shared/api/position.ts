/** How far the ledger had come when this tab last changed something; queries wait until they have seen it. */
let own = 0;
const behind = new Set<() => void>();

/** Remember what a command answered. */
export function remember(position: number): void {
  own = Math.max(own, position);
}

/** The position that an answer must have seen, or 0 when this tab has changed nothing. */
export function wanted(): number {
  return own;
}

/** Tell those who listen that an answer is older than what this tab has done. */
export function answeredAt(position: number, asked: number): void {
  if (position < asked) for (const listener of behind) listener();
}

/** Be told when an answer came too early. Returns how to stop. */
export function onBehind(listener: () => void): () => void {
  behind.add(listener);
  return () => behind.delete(listener);
}
