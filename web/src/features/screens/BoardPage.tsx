import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { buildings } from '@/requests/buildings';
import { floors } from '@/requests/floors';
import { screen } from '@/requests/screen';
import { useI18n } from '@/shared/i18n';
import { useNow, useTimes } from '@/shared/time';
import { Failure, problemOf } from '@/shared/ui';
import { Lost } from './Lost';
import { useContact, useDays, useRenewal, useShift } from './lasting';
import classes from './screens.module.css';
import { stateOf, untilOf } from './state';

const route = getRouteApi('/screen/board/$floorId');

/** In the lobby: all rooms of a floor, free or taken, and until when. */
export function BoardPage() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const shift = useShift();
  const { floorId } = route.useParams();
  const all = useQuery({ ...floors(), refetchInterval: 600_000 });
  const houses = useQuery(buildings);
  const floor = all.data?.items.find((each) => each.floor_id === floorId);
  const house = houses.data?.items.find((each) => each.building_id === floor?.building_id);
  const zone = house?.time_zone ?? 'UTC';
  const { from, to } = useDays(zone);
  const day = useQuery({ ...screen({ floor_id: floorId }, from, to), enabled: house !== undefined });
  const inContact = useContact(day.dataUpdatedAt);
  useRenewal(zone, inContact);

  useEffect(() => {
    if (floor) document.title = floor.name;
  }, [floor]);

  if (day.isError && !day.data) {
    return <Failure problem={problemOf(day.error)} onRetry={() => void day.refetch()} />;
  }
  return (
    <main className={classes.board}>
      <div className={classes.shifting} style={shift}>
        <header className={classes.head}>
          <h1>
            {floor?.name ?? '…'} <small>{house?.name}</small>
          </h1>
          <time className="tabular">{times.time(now, zone)}</time>
        </header>
        {!inContact && <Lost since={day.dataUpdatedAt} zone={zone} />}
        <ul className={classes.tiles}>
          {day.data?.items.map((room) => {
            const state = stateOf(room, now, to);
            return (
              <li key={room.room_id} data-state={inContact ? state.is : 'unknown'}>
                <h2>{room.name}</h2>
                <p>
                  <strong>{t(`screen.${state.is}`)}</strong>{' '}
                  {state.seats && state.is === 'free'
                    ? t('screen.seats', { free: state.seats.free, all: state.seats.all })
                    : state.until && t('screen.until', { time: untilOf(state.until, now, zone, times) })}
                </p>
              </li>
            );
          })}
        </ul>
      </div>
    </main>
  );
}
