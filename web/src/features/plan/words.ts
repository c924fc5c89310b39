import { useCallback } from 'react';
import { type Say, useI18n } from '@/shared/i18n';
import type { Told } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { type Times, useTimes } from '@/shared/time';

/** How it stands with a place, in a few words. */
export function inWords(told: Told, t: Say, times: Times, zone: string): string {
  const until = told.until === undefined ? '' : times.time(new Date(told.until), zone);
  const who = told.stay?.who ?? '';
  switch (told.standing) {
    case 'free':
      return told.left === undefined
        ? t('place.free-until', { until })
        : t('place.left', { count: told.left, until });
    case 'mine':
      return t('place.mine-until', { until });
    case 'pending':
      return told.stay?.isMine ? t('place.mine-pending', { until }) : t('place.pending-until', { until });
    case 'busy':
      return who ? t('place.busy-by', { until, who }) : t('place.busy-until', { until });
    case 'closed':
      return told.reason ? t('place.closed-because', { reason: told.reason }) : t('place.closed');
  }
}

/** The same, in the reader's language and the building's time. */
export function usePlaceWords(): (told: Told) => string {
  const { t } = useI18n();
  const times = useTimes();
  const { zone } = useAsked();
  return useCallback((told) => inWords(told, t, times, zone), [t, times, zone]);
}
