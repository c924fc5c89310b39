import { useI18n } from '@/shared/i18n';
import { useAsked } from '@/shared/question';
import { useTimes } from '@/shared/time';
import { place as looks } from '@/shared/ui';
import type { Row } from './rows';
import type { Scale } from './scale';
import classes from './timeline.module.css';

const LEAST_FOR_NUMBERS = 34;
const LEAST_FOR_WORDS = 48;

interface Props {
  row: Row;
  scale: Scale;
  /** The stay that a hand is on. */
  held: string | null;
}

/** What is taken in a row: stays, closures, and time that is kept free around them. The board hears what is done with it. */
export function Bars({ row, scale, held }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const { zone } = useAsked();
  const { place } = row;
  // A room's own row tells of its seats only how many are taken.
  const stays = row.seats
    ? place.stays.filter((stay) => stay.seat === null)
    : place.stays.filter((stay) => stay.isMine || !place.sharesPlaces);
  return (
    <>
      {place.taken.flatMap((taken) =>
        scale.piecesOf(taken).map((piece) => (
          <div
            key={`${taken.from} ${piece.left}`}
            className={classes.share}
            style={{
              ...piece,
              height: `${Math.round((100 * taken.places) / place.capacity)}%`,
            }}
          >
            {piece.width > LEAST_FOR_NUMBERS && `${taken.places}/${place.capacity}`}
          </div>
        )),
      )}
      {!row.seats &&
        !place.sharesPlaces &&
        place.busy.flatMap((busy) =>
          scale
            .piecesOf(busy)
            .map((piece) => (
              <div key={`${busy.from} ${piece.left}`} className={classes.busy} style={piece} />
            )),
        )}
      {place.closures.flatMap((closure) =>
        scale.piecesOf(closure).map((piece) => (
          <div
            key={`${closure.from} ${piece.left}`}
            className={`${looks.place} ${classes.stay}`}
            data-place="closed"
            style={piece}
            title={closure.reason}
          >
            <span>{closure.reason || t('place.closed')}</span>
          </div>
        )),
      )}
      {stays.flatMap((stay) => {
        const what = stay.title ?? stay.who ?? t(stay.isMine ? 'timeline.mine' : 'timeline.taken-short');
        const standing = stay.isPending ? 'pending' : stay.isMine ? 'mine' : 'busy';
        const period = times.period(new Date(stay.from), new Date(stay.to), zone);
        return scale.piecesOf(stay).map((piece) =>
          stay.isMine && stay.id ? (
            <div
              key={`${stay.id} ${piece.left}`}
              className={`${looks.place} ${classes.stay}`}
              data-place={standing}
              data-mine
              data-held={stay.id === held || undefined}
              style={piece}
            >
              <button
                type="button"
                className={classes.grip}
                data-stay={stay.id}
                data-grip="move"
                aria-label={t('timeline.bar', { what, period })}
              >
                {piece.width > LEAST_FOR_WORDS && what}
              </button>
              <i className={classes.edge} data-stay={stay.id} data-grip="start" />
              <i className={classes.edge} data-stay={stay.id} data-grip="end" />
            </div>
          ) : (
            <div
              key={`${stay.from} ${piece.left}`}
              className={`${looks.place} ${classes.stay}`}
              data-place={standing}
              style={piece}
              title={`${what} · ${period}`}
            >
              {piece.width > LEAST_FOR_WORDS && <span>{what}</span>}
            </div>
          ),
        );
      })}
    </>
  );
}
