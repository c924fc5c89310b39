import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconHourglassEmpty, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { check } from '@/requests/check';
import { useI18n } from '@/shared/i18n';
import { verdictOn } from '@/shared/places';
import { useWords } from '@/shared/problems';
import { useAsked } from '@/shared/question';
import { useTimes } from '@/shared/time';
import type { Scale } from './scale';
import classes from './timeline.module.css';
import type { Gesture } from './useGesture';

const PAUSE_MS = 200;

/** What is being chosen, with the verdict on it: at once by what is known here, and from the server at each rest. */
export function Ghost({ gesture, scale }: { gesture: Gesture; scale: Scale }) {
  const { t } = useI18n();
  const times = useTimes();
  const tell = useWords();
  const { zone } = useAsked();
  const { place, span, stay } = gesture;
  const wish = {
    starts_at: new Date(span.from).toISOString(),
    ends_at: new Date(span.to).toISOString(),
    seat_id: place.seat ?? undefined,
    moves: stay?.id ?? undefined,
  };
  const [rested] = useDebouncedValue(wish, PAUSE_MS);
  const isResting =
    rested.starts_at === wish.starts_at && rested.ends_at === wish.ends_at && rested.seat_id === wish.seat_id;
  const isSame =
    stay !== undefined && span.from === stay.from && span.to === stay.to && place.room === stay.room;
  const asked = useQuery({
    ...check(place.room, rested),
    enabled: isResting && !isSame,
    placeholderData: undefined,
  });

  const here = verdictOn(place, span, stay);
  const period = times.period(new Date(span.from), new Date(span.to), zone);
  const told = isResting && !isSame ? asked.data : undefined;
  const isGood = told ? told.verdict !== 'refused' : here === 'free';
  const words = told
    ? told.verdict === 'refused' && told.problem
      ? tell(told.problem, zone).detail
      : t(told.verdict === 'pending' ? 'timeline.approval' : 'timeline.free', { period })
    : {
        free: t('timeline.free', { period }),
        taken: t('timeline.taken', { period }),
        closed: t('timeline.closed', { period }),
        'too-short': t('timeline.too-short', { length: times.minutes(place.rules.min_minutes) }),
        'too-long': t('timeline.too-long', { length: times.minutes(place.rules.max_minutes) }),
      }[here];
  const Icon = !isGood ? IconX : told?.verdict === 'pending' ? IconHourglassEmpty : IconCheck;

  return (
    <>
      {scale.piecesOf(span).map((piece, index) => (
        <div
          key={piece.left}
          className={classes.ghost}
          data-good={isGood || undefined}
          data-pending={told?.verdict === 'pending' || undefined}
          style={piece}
        >
          {index === 0 && (
            <span className={classes.verdict} aria-live="polite">
              <Icon size={14} stroke={2.4} aria-hidden />
              {words}
            </span>
          )}
        </div>
      ))}
    </>
  );
}
