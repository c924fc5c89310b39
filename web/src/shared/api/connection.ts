import { useSyncExternalStore } from 'react';

/** Whether the server can be reached, as the last request found it, and when it was last heard of. */
interface Connection {
  isLost: boolean;
  /** Of when the newest is that can be shown; null while nothing has ever been answered here. */
  asOf: number | null;
}

let state: Connection = { isLost: false, asOf: null };
const listeners = new Set<() => void>();

function become(next: Connection) {
  const isTold = next.isLost !== state.isLost || (next.isLost && next.asOf !== state.asOf);
  state = next;
  if (isTold) for (const listener of listeners) listener();
}

export const connection = {
  answered: () => become({ isLost: false, asOf: Date.now() }),
  lost: () => become({ ...state, isLost: true }),
  /** Something is shown that was answered at that time, before this page was opened. */
  showing: (at: number) => become({ isLost: true, asOf: Math.max(at, state.asOf ?? 0) }),
};

/** Since when the server was not heard of; null while all is well. */
export function useConnectionLost(): Connection | null {
  const found = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
  return found.isLost ? found : null;
}
