import type { components } from '@/api/schema';
import type { Say } from '@/shared/i18n';
import type { Times } from '@/shared/time';
import { CHOICES, type Quota, type ValueKind } from './catalogue';

type Role = components['schemas']['Role'];

/** A rule's value in words. */
export function ruleTold(kind: ValueKind, value: unknown, t: Say, times: Times): string {
  switch (kind) {
    case 'minutes':
    case 'optional-minutes':
      if (typeof value !== 'number') return t('rules.never');
      return value === 0 ? t('rules.none') : times.minutes(value, 'long');
    case 'days':
      return t('rules.days', { count: Number(value) });
    case 'count':
      return String(value);
    case 'yes-no':
      return value ? t('rules.yes') : t('rules.no');
    case 'mode':
    case 'audience':
    case 'waitlist': {
      const known = CHOICES[kind].find((each) => each === value);
      return known ? t(`rules.choice-${known}`) : String(value);
    }
    case 'roles':
      return names(value, t, (role) => t(`role.${role as Role}`));
    case 'groups':
      return names(value, t, (group) => group);
    case 'quotas':
      return names(value, t, (quota) => quotaTold(quota as unknown as Quota, t, times));
  }
}

function names(value: unknown, t: Say, told: (each: string) => string): string {
  const list = Array.isArray(value) ? value : [];
  return list.length === 0 ? t('rules.nobody') : list.map(told).join(', ');
}

function quotaTold(quota: Quota, t: Say, times: Times): string {
  const most =
    quota.bookings != null ? t('my.count', { count: quota.bookings }) : times.minutes(quota.minutes ?? 0);
  return `${quota.name}: ${most} ${t(`rules.per-${quota.per}`)}`;
}
