/** Reads search parameters: what does not fit is as if it were not there, so that no link can break a page. */

export function text(value: unknown, most = 200): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined;
}

export function texts(value: unknown, most = 20): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.map((each) => text(each)).filter((each) => each !== undefined);
  return found.length > 0 ? found.slice(0, most) : undefined;
}

export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value);
}

export function day(value: unknown): string | undefined {
  const found = text(value);
  return found && /^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(Date.parse(found)) ? found : undefined;
}

export function timeOfDay(value: unknown): string | undefined {
  const found = text(value, 5);
  return found && /^([01]\d|2[0-3]):[0-5]\d$/.test(found) ? found : undefined;
}

export function instant(value: unknown): string | undefined {
  const found = text(value);
  return found && /T.*(Z|[+-]\d{2}:\d{2})$/.test(found) && !Number.isNaN(Date.parse(found))
    ? found
    : undefined;
}

export function uuid(value: unknown): string | undefined {
  const found = text(value);
  return found && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(found) ? found : undefined;
}

export function count(value: unknown, most = 10_000): number | undefined {
  const found = Number(value);
  return Number.isInteger(found) && found > 0 && found <= most ? found : undefined;
}

/** A path of our own to go on to; never another site. */
export function ownPath(value: unknown): string | undefined {
  const found = text(value, 2000);
  return found && /^\/(?![/\\])/.test(found) ? found : undefined;
}

type Some<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what is there: links may leave the rest out, and addresses stay short. */
export function some<T extends object>(found: T): Some<T> {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Some<T>;
}
