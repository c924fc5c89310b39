/** What a rule's value is, and so how it is told and changed. */
export type ValueKind =
  | 'minutes'
  | 'optional-minutes'
  | 'days'
  | 'count'
  | 'yes-no'
  | 'mode'
  | 'audience'
  | 'waitlist'
  | 'roles'
  | 'groups'
  | 'quotas';

/** Every rule by what it is about, in the order in which people ask. */
export const CATALOGUE = [
  {
    about: 'when',
    rules: {
      max_minutes: 'minutes',
      min_minutes: 'minutes',
      horizon_days: 'days',
      lead_minutes: 'minutes',
      mode: 'mode',
      grid_minutes: 'minutes',
      buffer_before_minutes: 'minutes',
      buffer_after_minutes: 'minutes',
      cancel_before_minutes: 'minutes',
    },
  },
  {
    about: 'who',
    rules: {
      book_roles: 'roles',
      book_groups: 'groups',
      on_behalf_roles: 'roles',
      on_behalf_groups: 'groups',
      guests_max: 'count',
      quotas: 'quotas',
    },
  },
  {
    about: 'approval',
    rules: {
      approval_always: 'yes-no',
      approval_groups: 'groups',
      approval_above_minutes: 'optional-minutes',
      approval_outside_hours: 'yes-no',
      approval_deadline_minutes: 'minutes',
    },
  },
  {
    about: 'check-in',
    rules: {
      check_in: 'yes-no',
      check_in_before_minutes: 'minutes',
      check_in_grace_minutes: 'minutes',
      series_no_shows: 'count',
    },
  },
  {
    about: 'waiting',
    rules: { waitlist: 'waitlist', waitlist_offer_minutes: 'minutes' },
  },
  {
    about: 'privacy',
    rules: { show_title: 'audience', show_booker: 'audience' },
  },
] as const satisfies { about: string; rules: Record<string, ValueKind> }[];

type RulesOf<G> = G extends { rules: infer R } ? keyof R : never;
export type RuleName = RulesOf<(typeof CATALOGUE)[number]>;

/** What a rule's value is; undefined for a rule of a newer server. */
export function kindOf(name: string): ValueKind | undefined {
  const kinds: Record<string, ValueKind> = Object.assign({}, ...CATALOGUE.map(({ rules }) => rules));
  return kinds[name];
}

/** What choices a rule offers, where it offers some. */
export const CHOICES = {
  mode: ['minute', 'half_day', 'day'],
  audience: ['managers', 'everyone'],
  waitlist: ['book', 'offer'],
} as const;

export interface Quota {
  name: string;
  per: 'day' | 'week' | 'month' | 'open';
  bookings?: number | null;
  minutes?: number | null;
  of: 'member' | 'group';
  group?: string | null;
  kinds: string[];
}
