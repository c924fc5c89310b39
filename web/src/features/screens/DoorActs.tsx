import { useEffect, useState } from 'react';
import { type Me, reaches } from '@/requests/me';
import { type ProblemError, useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';
import { useNow, useTimes } from '@/shared/time';
import classes from './screens.module.css';
import type { State } from './state';

const LENGTHS = [15, 30, 60];
const CHECK_IN_BEFORE_MS = 15 * 60_000;
const SHOWN_MS = 8000;
const MINUTE = 60_000;

interface Props {
  roomId: string;
  state: State;
  who: Me;
  zone: string;
}

/** What can be done by touching the screen, as far as its token or session allows. */
export function DoorActs({ roomId, state, who, zone }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const inWords = useWords();
  const now = useNow();
  const [notice, setNotice] = useState('');
  const onRefused = (problem: ProblemError) => {
    const { title, detail } = inWords(problem.problem, zone);
    setNotice(detail === title ? title : `${title}. ${detail}`);
  };
  const checkIn = useAct('check-in-at-door', { onDone: () => setNotice(t('screen.checked-in')), onRefused });
  const book = useAct('place-booking', { onDone: () => setNotice(t('toast.booked')), onRefused });

  useEffect(() => {
    if (!notice) return;
    const timer = window.setTimeout(() => setNotice(''), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [notice]);

  const begins = state.next.find((each) => !each.isClosed)?.from;
  const somebodyIsDue =
    state.is === 'busy' || (begins !== undefined && begins - now.getTime() <= CHECK_IN_BEFORE_MS);
  const mayCheckIn = reaches(who, 'check-in-at-door') && somebodyIsDue;
  const mayBook = who.may['place-booking'] !== undefined && state.is === 'free' && state.seats === null;
  const start = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  const fits = (minutes: number) => state.until === null || start.getTime() + minutes * MINUTE <= state.until;

  return (
    <section className={classes.acts}>
      <p role="status" className={classes.notice}>
        {notice || (mayBook && fits(15) ? t('screen.book-now') : '')}
      </p>
      <div className={classes.buttons}>
        {mayCheckIn && (
          <button
            type="button"
            className={classes.button}
            disabled={checkIn.isUnderWay}
            onClick={() => checkIn.act({ room_id: roomId })}
          >
            {t('act.check-in')}
          </button>
        )}
        {mayBook &&
          LENGTHS.filter(fits).map((minutes) => (
            <button
              key={minutes}
              type="button"
              className={classes.button}
              disabled={book.isUnderWay}
              onClick={() =>
                book.act({
                  room_id: roomId,
                  starts_at: start.toISOString(),
                  ends_at: new Date(start.getTime() + minutes * MINUTE).toISOString(),
                })
              }
            >
              {times.minutes(minutes)}
            </button>
          ))}
      </div>
    </section>
  );
}
