import { useSyncExternalStore } from 'react';

const EVERY_MS = 30_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    now = new Date();
    for (const each of listeners) each();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present, which moves on twice a minute: one clock for all that is shown. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
