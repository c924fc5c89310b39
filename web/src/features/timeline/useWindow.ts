import { useLayoutEffect, useRef, useState } from 'react';

/** How much of a scrolled element is in sight, in pixels; it changes a few times while one scrolls, not at each pixel. */
export function useWindow(grain: number) {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 0, width: 0 });

  // Before anything is painted, or what is drawn would move at once.
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => {
      const next = {
        top: Math.floor(element.scrollTop / grain) * grain,
        height: element.clientHeight,
        width: element.clientWidth,
      };
      setSeen((before) =>
        before.top === next.top && before.height === next.height && before.width === next.width
          ? before
          : next,
      );
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [grain]);

  return { ref, seen };
}
