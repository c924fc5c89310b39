import { type PointerEvent, useCallback, useLayoutEffect, useRef } from 'react';

interface Size {
  width: number;
  height: number;
}

interface View {
  x: number;
  y: number;
  /** Pixels for a centimetre. */
  k: number;
}

const CLOSEST = 1.2;
const STEP = 1.35;
const NEAR = 0.16;
const SLOP = 5;
const MARGIN = 0.98;

/**
 * Moves a layer of an SVG by wheel, drag, pinch and keys, without drawing anything anew: the layer's transform changes,
 * and `--px` says how many centimetres a pixel is, so that letters keep their size. What lies over it is told when it moves.
 */
export function usePanZoom(size: Size, onMoved: () => void) {
  const svg = useRef<SVGSVGElement>(null);
  const layer = useRef<SVGGElement>(null);
  const view = useRef<View>({ x: 0, y: 0, k: 1 });
  const scaled = useRef(0);
  const isFitted = useRef(true);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const moved = useRef(0);

  const apply = useCallback(() => {
    const { x, y, k } = view.current;
    layer.current?.setAttribute('transform', `translate(${x} ${y}) scale(${k})`);
    svg.current?.style.setProperty('touch-action', isFitted.current ? 'pan-y' : 'none');
    if (scaled.current !== k) scale(svg.current, k);
    scaled.current = k;
    onMoved();
  }, [onMoved]);

  const fitting = useCallback((): View => {
    const box = svg.current?.getBoundingClientRect();
    if (!box || box.width === 0) return { x: 0, y: 0, k: 1 };
    const k = MARGIN * Math.min(box.width / size.width, box.height / size.height);
    return { k, x: (box.width - size.width * k) / 2, y: (box.height - size.height * k) / 2 };
  }, [size.width, size.height]);

  const showAll = useCallback(() => {
    isFitted.current = true;
    view.current = fitting();
    apply();
  }, [apply, fitting]);

  const move = useCallback(
    (dx: number, dy: number) => {
      const box = svg.current?.getBoundingClientRect();
      if (!box) return;
      const { k } = view.current;
      // A part of the plan stays in sight.
      const within = (at: number, length: number, room: number) =>
        Math.min(room * 0.7, Math.max(room * 0.3 - length, at));
      view.current.x = within(view.current.x + dx, size.width * k, box.width);
      view.current.y = within(view.current.y + dy, size.height * k, box.height);
      apply();
    },
    [apply, size.width, size.height],
  );

  const zoom = useCallback(
    (by: number, at?: { x: number; y: number }) => {
      const box = svg.current?.getBoundingClientRect();
      if (!box) return;
      const { x, y, k } = view.current;
      const farthest = fitting().k;
      const next = Math.min(CLOSEST, Math.max(farthest, k * by));
      if (next === farthest) {
        showAll();
        return;
      }
      const [px, py] = at ? [at.x - box.left, at.y - box.top] : [box.width / 2, box.height / 2];
      isFitted.current = false;
      view.current = { k: next, x: px - ((px - x) * next) / k, y: py - ((py - y) * next) / k };
      move(0, 0);
    },
    [showAll, fitting, move],
  );

  useLayoutEffect(() => {
    const element = svg.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), { x: event.clientX, y: event.clientY });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    const observer = new ResizeObserver(() => (isFitted.current ? showAll() : move(0, 0)));
    observer.observe(element);
    showAll();
    return () => {
      element.removeEventListener('wheel', onWheel);
      observer.disconnect();
    };
  }, [showAll, move, zoom]);

  const onPointerDown = (event: PointerEvent) => {
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.current.size === 1) moved.current = 0;
  };

  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const distance = (at: { x: number; y: number }) => Math.hypot(at.x - other.x, at.y - other.y);
      const now = { x: event.clientX, y: event.clientY };
      zoom(distance(now) / Math.max(1, distance(before)), {
        x: (now.x + other.x) / 2,
        y: (now.y + other.y) / 2,
      });
    } else if (!isFitted.current || event.pointerType === 'mouse') {
      if (moved.current > SLOP) {
        isFitted.current = false;
        move(dx, dy);
      }
    }
    moved.current += Math.abs(dx) + Math.abs(dy);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };

  const onPointerEnd = (event: PointerEvent) => pointers.current.delete(event.pointerId);

  return {
    svg,
    layer,
    showAll,
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    pan: move,
    /** Whether the pointer that was just lifted had moved the plan instead of meaning what is below it. */
    hasMoved: () => moved.current > SLOP,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
      onPointerLeave: onPointerEnd,
    },
  };
}

/** Lines, letters and patterns keep their size while what they are part of changes its own. */
function scale(svg: SVGSVGElement | null, k: number) {
  if (!svg) return;
  svg.style.setProperty('--px', String(1 / k));
  svg.dataset.detail = k > NEAR ? 'near' : 'far';
  for (const pattern of svg.querySelectorAll('pattern')) {
    pattern.setAttribute('patternTransform', `scale(${1 / k})`);
  }
}
