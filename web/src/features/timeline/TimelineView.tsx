import { SegmentedControl, Skeleton } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { allBookings } from '@/requests/all-bookings';
import { availability } from '@/requests/availability';
import { floors } from '@/requests/floors';
import { useMe } from '@/requests/me';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { placesOf } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { addDays, instantOf, mondayOf } from '@/shared/time';
import { EmptyState, Failure, problemOf } from '@/shared/ui';
import { Board } from './Board';
import { rowsOf } from './rows';
import classes from './timeline.module.css';

const route = getRouteApi('/signed-in/book/timeline');

/** Rooms down, hours across: who has what when, and what is free, for a day or a week. */
export function TimelineView() {
  const { t } = useI18n();
  const asked = useAsked();
  const me = useMe();
  const navigate = route.useNavigate();
  const { span = 'day' } = route.useSearch();
  const [opened, setOpened] = useState(() => new Set<string>());

  const first = span === 'week' ? mondayOf(asked.day) : asked.day;
  const count = span === 'week' ? 7 : 1;
  const building_id = asked.building.building_id;
  const from = instantOf(`${first}T00:00`, asked.zone).toISOString();
  const to = instantOf(`${addDays(first, count)}T00:00`, asked.zone).toISOString();
  const about = useQuery(rooms(building_id));
  const levels = useQuery(floors(building_id));
  const free = useQuery(availability({ building_id, from, to }));
  const stays = useQuery(allBookings({ building_id: [building_id], from, to }));

  const places = useMemo(
    () =>
      free.data && stays.data && about.data
        ? placesOf(free.data.items, about.data.items, stays.data, me.member_id)
        : undefined,
    [free.data, stays.data, about.data, me.member_id],
  );
  const rows = useMemo(
    () =>
      places && about.data && levels.data
        ? rowsOf(about.data.items, levels.data.items, places, asked, opened)
        : undefined,
    [places, about.data, levels.data, asked, opened],
  );

  const toggle = useCallback(
    (id: string) =>
      setOpened((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );

  const failed = [about, levels, free, stays].find((each) => each.isError && each.data === undefined);
  if (failed?.error)
    return <Failure problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('timeline.span')}
          value={span}
          onChange={(next) =>
            void navigate({
              search: (before) => ({ ...before, span: next as 'day' | 'week' }),
              replace: true,
            })
          }
          data={[
            { value: 'day', label: t('timeline.span-day') },
            { value: 'week', label: t('timeline.span-week') },
          ]}
        />
      </div>
      {!rows ? (
        <div role="status" aria-label={t('state.loading')}>
          <Skeleton height={480} radius="lg" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState icon={IconCalendarOff}>{t('timeline.nothing')}</EmptyState>
      ) : (
        <Board rows={rows} first={first} count={count} onToggle={toggle} />
      )}
    </>
  );
}
