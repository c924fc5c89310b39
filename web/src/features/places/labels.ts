/** Where a label stands, seen from its pin. */
export type Side = 'below' | 'above' | 'right' | 'left';

/** A pin, in pixels, and how large its label is. */
export interface Pin {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const DOT = 8;
/** From the middle of a pin to its label. */
const AWAY = 12;
const SIDES: Side[] = ['below', 'above', 'right', 'left'];

/** The side of each label on which it lies on no other and on no pin; null where there is no room for it. */
export function sidesOf(pins: Pin[]): (Side | null)[] {
  const taken: Box[] = [];
  return pins.map((pin) => {
    const others = pins.filter((each) => each !== pin).map(dotOf);
    const side = SIDES.find((each) => {
      const label = labelOf(pin, each);
      return ![...taken, ...others].some((box) => touch(box, label));
    });
    if (side) taken.push(labelOf(pin, side));
    return side ?? null;
  });
}

const dotOf = ({ x, y }: Pin): Box => ({ left: x - DOT, top: y - DOT, right: x + DOT, bottom: y + DOT });

function labelOf({ x, y, width, height }: Pin, side: Side): Box {
  const left = side === 'right' ? x + AWAY : side === 'left' ? x - AWAY - width : x - width / 2;
  const top = side === 'below' ? y + AWAY : side === 'above' ? y - AWAY - height : y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

const touch = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
