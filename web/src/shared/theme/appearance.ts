import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { useSyncExternalStore } from 'react';

const SCHEME = 'bookit.appearance';
const CONTRAST = 'bookit.contrast';
const listeners = new Set<() => void>();

/** Where the choice between light, dark and the system's is kept; `public/appearance.js` reads it before painting. */
export function schemeManager(): MantineColorSchemeManager {
  let onUpdate: ((event: StorageEvent) => void) | undefined;
  return {
    get: (fallback) => {
      const kept = localStorage.getItem(SCHEME);
      return kept === 'light' || kept === 'dark' || kept === 'auto' ? kept : fallback;
    },
    set: (value) => localStorage.setItem(SCHEME, value),
    clear: () => localStorage.removeItem(SCHEME),
    subscribe: (update) => {
      onUpdate = (event) => {
        if (event.key === SCHEME && event.newValue) update(event.newValue as MantineColorScheme);
      };
      window.addEventListener('storage', onUpdate);
    },
    unsubscribe: () => {
      if (onUpdate) window.removeEventListener('storage', onUpdate);
    },
  };
}

const isMore = () => document.documentElement.dataset.contrast === 'more';

/** Whether the reader wants more contrast, and how to say so. */
export function useContrast(): [boolean, (more: boolean) => void] {
  const more = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isMore);
  return [
    more,
    (next) => {
      localStorage.setItem(CONTRAST, next ? 'more' : 'normal');
      document.documentElement.dataset.contrast = next ? 'more' : 'normal';
      for (const listener of listeners) listener();
    },
  ];
}
