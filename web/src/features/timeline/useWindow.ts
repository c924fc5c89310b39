import { useEffect, useRef, useState } from 'react';

/** Which part of a scrolled element is in sight, in pixels; it changes a few times while one scrolls, not at each pixel. */
export function useWindow(grain: number) {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600, left: 0, width: 1000 });

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => {
      const round = (value: number) => Math.floor(value / grain) * grain;
      const next = {
        top: round(element.scrollTop),
        left: round(element.scrollLeft),
        height: element.clientHeight,
        width: element.clientWidth,
      };
      setSeen((before) =>
        Object.entries(next).every(([key, value]) => before[key as keyof typeof before] === value)
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
