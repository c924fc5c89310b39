import { type HoursRead, inLines } from '@/shared/hours';
import { kindOf, ruleTold } from '@/shared/rules';
import type { Teller } from '@/shared/told';

export interface ValueTeller extends Teller {
  /** What something is called; undefined for what has no name, or none any more. */
  nameOf: (id: string) => string | undefined;
}

interface Rule {
  rule: string;
  value?: unknown;
}

const NOTHING = '–';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/;
const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Files have no names; there are some, or none. */
const FILES = new Set(['photos', 'pictures', 'logo', 'background']);

/** A value of an event as a reader may understand it; null where only its JSON says it. */
export function valueTold(field: string, value: unknown, teller: ValueTeller): string | null {
  if (isNothing(value)) return NOTHING;
  if (FILES.has(field)) return teller.t('audit.pictures', { count: Array.isArray(value) ? value.length : 1 });
  if (typeof value === 'boolean') return teller.t(value ? 'rules.yes' : 'rules.no');
  if (typeof value === 'number')
    return field === 'minutes' ? teller.times.minutes(value, 'long') : String(value);
  if (typeof value === 'string') return wordTold(field, value, teller);
  if (Array.isArray(value)) return listTold(field, value, teller);
  return thingTold(field, value as Record<string, unknown>, teller);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function wordTold(field: string, value: string, { t, has, times, nameOf }: ValueTeller): string {
  const key = wordKey(field, value);
  if (key && has(key)) return t(key);
  if (INSTANT.test(value)) return times.exactly(value);
  if (WALL_TIME.test(value)) return times.exactly(`${value.slice(0, 16)}Z`, 'UTC');
  if (DAY.test(value)) return times.date(`${value}T12:00:00Z`, 'UTC');
  return nameOf(value) ?? value;
}

function wordKey(field: string, value: string): string | null {
  switch (field) {
    case 'status':
      return `state.${value}`;
    case 'role':
      return `role.${value}`;
    case 'kind':
      return `kind.${value}`;
    case 'features':
      return `feature.${value}`;
    case 'by':
      return `came.${value}`;
    case 'override_rules':
      return `rules.name-${value}`;
    default:
      return null;
  }
}

function listTold(field: string, list: unknown[], teller: ValueTeller): string | null {
  if (field === 'fixtures' || field === 'closures') return String(list.length);
  const words = list.map((each) =>
    typeof each === 'string' ? wordTold(field, each, teller) : thingTold(field, each as never, teller),
  );
  return words.includes(null) ? null : words.join(', ');
}

function thingTold(field: string, thing: Record<string, unknown>, teller: ValueTeller): string | null {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  switch (field) {
    case 'policy':
      return Object.entries(thing)
        .map(([rule, value]) => theRule({ rule, value }, teller))
        .join('; ');
    case 'opening_hours':
      return inLines(thing as HoursRead, teller.times).join('; ') || NOTHING;
    case 'seats':
      return text(thing.name);
    case 'placed':
      return wordTold(field, text(thing.seat_id) || text(thing.room_id), teller);
    case 'skipped':
      return wordTold(field, text(thing.occurrence), teller);
    case 'descriptions':
      return Object.values(thing).map(text).join('; ');
    default:
      return typeof thing.rule === 'string' ? theRule(thing as unknown as Rule, teller) : null;
  }
}

function theRule({ rule, value }: Rule, { t, has, times }: ValueTeller): string {
  const name = `rules.name-${rule}`;
  const kind = kindOf(rule);
  const words = has(name) ? t(name) : rule;
  if (value === undefined) return words;
  return `${words}: ${kind ? ruleTold(kind, value, t, times) : JSON.stringify(value)}`;
}
