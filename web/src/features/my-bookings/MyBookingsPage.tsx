import { SegmentedControl } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import { localDay, myZone, useNow } from '@/shared/time';
import { ButtonLink, Page } from '@/shared/ui';
import { AheadList } from './AheadList';
import { Month } from './Month';
import { WaitingList } from './WaitingList';
import { Week } from './Week';

const route = getRouteApi('/signed-in/bookings');

const VIEWS = ['list', 'week', 'month', 'waiting'] as const;

/** All that is mine: ahead, by week, by month, and what I wait for. */
export function MyBookingsPage() {
  const { t } = useI18n();
  const now = useNow();
  const { view = 'list', day = localDay(now, myZone()) } = route.useSearch();
  const navigate = route.useNavigate();
  const toDay = (next: string) => void navigate({ search: (before) => ({ ...before, day: next }) });

  return (
    <Page
      title={t('my.title')}
      wide={view === 'week' || view === 'month'}
      acts={
        <ButtonLink to="/book" leftSection={<IconCalendarPlus size={18} />}>
          {t('act.book')}
        </ButtonLink>
      }
    >
      <SegmentedControl
        mb="lg"
        aria-label={t('my.view')}
        value={view}
        onChange={(next) =>
          void navigate({ search: (before) => ({ ...before, view: VIEWS.find((each) => each === next) }) })
        }
        data={VIEWS.map((each) => ({ value: each, label: t(`my.view-${each}`) }))}
      />
      {view === 'list' && <AheadList />}
      {view === 'week' && <Week day={day} onDay={toDay} />}
      {view === 'month' && <Month day={day} onDay={toDay} />}
      {view === 'waiting' && <WaitingList />}
    </Page>
  );
}
