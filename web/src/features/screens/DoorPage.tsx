import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { buildings } from '@/requests/buildings';
import { me } from '@/requests/me';
import { room } from '@/requests/room';
import { screen } from '@/requests/screen';
import { useI18n } from '@/shared/i18n';
import { localDay, useNow, useTimes } from '@/shared/time';
import { Failure, problemOf } from '@/shared/ui';
import { DoorActs } from './DoorActs';
import { DoorCode } from './DoorCode';
import { Lost } from './Lost';
import { useContact, useDays, useRenewal, useShift } from './lasting';
import classes from './screens.module.css';
import { stateOf, untilOf } from './state';

const route = getRouteApi('/screen/door/$roomId');
const MOST_NEXT = 3;

/** At the door of a room: free or taken, until when, what comes next; read from five metres, for days. */
export function DoorPage() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const shift = useShift();
  const { roomId } = route.useParams();
  const who = useQuery(me).data;
  const place = useQuery({ ...room(roomId), refetchInterval: 600_000 });
  const houses = useQuery(buildings);
  const zone =
    houses.data?.items.find((each) => each.building_id === place.data?.building_id)?.time_zone ?? 'UTC';
  const { from, to } = useDays(zone);
  const day = useQuery({ ...screen({ room_ids: [roomId] }, from, to), enabled: houses.data !== undefined });
  const inContact = useContact(day.dataUpdatedAt);
  const found = day.data?.items[0];
  useRenewal(zone, inContact);

  useEffect(() => {
    if (place.data) document.title = place.data.name;
  }, [place.data]);

  if (place.isError) return <Failure problem={problemOf(place.error)} onRetry={() => void place.refetch()} />;
  const state = found && stateOf(found, now, to);
  return (
    <main className={classes.door} data-state={inContact ? state?.is : 'unknown'}>
      <div className={classes.shifting} style={shift}>
        <header className={classes.head}>
          <h1>{place.data?.name ?? '…'}</h1>
          <time className="tabular">{times.time(now, zone)}</time>
        </header>
        <section className={classes.state} aria-live="polite">
          {state && (
            <>
              <p className={classes.word}>{t(`screen.${state.is}`)}</p>
              <p className={classes.until}>
                {state.seats && state.is === 'free'
                  ? t('screen.seats', { free: state.seats.free, all: state.seats.all })
                  : state.until
                    ? t('screen.until', { time: untilOf(state.until, now, zone, times) })
                    : state.is === 'free'
                      ? t('screen.all-day')
                      : ''}
              </p>
            </>
          )}
        </section>
        {!inContact && <Lost since={day.dataUpdatedAt} zone={zone} />}
        <footer className={classes.foot}>
          <section className={classes.next}>
            <h2>{t('screen.next')}</h2>
            {state?.next.length === 0 && <p>{t('screen.nothing-next')}</p>}
            <ul>
              {state?.next.slice(0, MOST_NEXT).map(({ from: start, to: end, isClosed }) => (
                <li key={`${start} ${isClosed}`} className="tabular">
                  {localDay(new Date(start), zone) !== localDay(now, zone) &&
                    `${times.day(new Date(start), zone)}, `}
                  {times.period(new Date(start), new Date(end), zone)}
                  {isClosed && ` · ${t('screen.closed')}`}
                </li>
              ))}
            </ul>
          </section>
          {who && state && inContact && <DoorActs roomId={roomId} state={state} who={who} zone={zone} />}
          <DoorCode roomId={roomId} />
        </footer>
      </div>
    </main>
  );
}
