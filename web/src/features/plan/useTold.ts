import { useCallback, useMemo } from 'react';
import { type Say, useI18n } from '@/shared/i18n';
import { type Place, type Span, standingOf, type Told } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { type Times, useNow, useTimes } from '@/shared/time';

/** How it stands with a place, and the same in a few words. */
export interface ToldInWords extends Told {
  words: string;
}

/** How it stands with any place of a floor, in the reader's language and the building's time. */
export type Tell = (id: string) => ToldInWords;

export function useTold(places: Map<string, Place> | undefined, span: Span): Tell {
  const { t } = useI18n();
  const times = useTimes();
  const { zone } = useAsked();
  const now = useNow().getTime();
  const all = useMemo(() => {
    const told = new Map<string, ToldInWords>();
    for (const [id, place] of places ?? []) {
      const how = standingOf(place, span, now);
      told.set(id, { ...how, words: inWords(how, t, times, zone) });
    }
    return told;
  }, [places, span, now, t, times, zone]);
  return useCallback((id) => all.get(id) ?? { standing: 'closed', words: t('place.closed') }, [all, t]);
}

function inWords(told: Told, t: Say, times: Times, zone: string): string {
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
