/** Requests that found the session ended wait here until somebody has signed in again. */
let waiting: { promise: Promise<void>; resolve: () => void } | null = null;
const listeners = new Set<() => void>();

function changed() {
  for (const listener of listeners) listener();
}

/** Resolves when the session has begun anew. */
export function signedInAgain(): Promise<void> {
  if (!waiting) {
    waiting = Promise.withResolvers<void>();
    changed();
  }
  return waiting.promise;
}

/** Somebody has signed in: let the waiting requests go. */
export function releaseWaiting(): void {
  waiting?.resolve();
  waiting = null;
  changed();
}

export const signedOut = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isWaiting: () => waiting !== null,
};
