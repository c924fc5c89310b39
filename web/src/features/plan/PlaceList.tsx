import { Fragment, type MouseEvent, memo, type PointerEvent } from 'react';
import type { SeatOnPlan } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import { type Standing, useFeatureWords } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { place as looks } from '@/shared/ui';
import classes from './plan.module.css';
import type { Floor } from './useFloor';
import type { Tell } from './useTold';

interface Props {
  floor: Floor;
  tell: Tell;
  chosen: string | null;
  onChoose: (id: string) => void;
  onPick: (id: string) => void;
}

const ORDER = { mine: 0, free: 1, pending: 2, busy: 3, closed: 4 } as const;

/** All that the plan shows, as a list: what is mine first, then what is free and fits. */
export const PlaceList = memo(function PlaceList({ floor, tell, chosen, onChoose, onPick }: Props) {
  const { t } = useI18n();
  const featureWords = useFeatureWords();
  const asked = useAsked();
  const fits = (room: Floor['plan']['rooms'][number]) =>
    room.capacity >= asked.people && asked.features.every((feature) => room.features.includes(feature));
  const ordered = floor.plan.rooms
    .filter((room) => room.seats.length === 0)
    .sort(
      (one, other) =>
        Number(fits(other)) - Number(fits(one)) ||
        ORDER[tell(one.room_id).standing] - ORDER[tell(other.room_id).standing] ||
        one.capacity - other.capacity,
    );
  const onClick = (event: MouseEvent) => {
    const id = idAt(event);
    if (id) onPick(id);
  };
  const onPointerOver = (event: PointerEvent) => {
    const id = idAt(event);
    if (id) onChoose(id);
  };

  return (
    <section className={classes.side} aria-label={t('plan.as-list', { name: floor.plan.name })}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears what happens to the buttons in it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys make clicks of buttons */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <div className={classes.list} tabIndex={0} onClick={onClick} onPointerOver={onPointerOver}>
        {floor.plan.rooms
          .filter((room) => room.seats.length > 0)
          .map((room) => (
            <Fragment key={room.room_id}>
              <div className={classes.row}>
                <span className={classes.rowName}>{room.name}</span>
                <span className={classes.rowWords}>
                  {t('place.free-of', {
                    count: room.seats.filter((seat) => tell(seat.seat_id).standing === 'free').length,
                    all: room.seats.length,
                  })}
                  {room.features.length > 0 && ` · ${featureWords(room.features).join(' · ')}`}
                </span>
              </div>
              <ul className={classes.seats}>
                {room.seats.map((seat) => {
                  const { standing, words } = tell(seat.seat_id);
                  return (
                    <SeatItem
                      key={seat.seat_id}
                      seat={seat}
                      standing={standing}
                      says={`${room.name} ${seat.name}: ${words}`}
                      isChosen={seat.seat_id === chosen}
                    />
                  );
                })}
              </ul>
            </Fragment>
          ))}
        {ordered.map((room) => {
          const { standing, words } = tell(room.room_id);
          return (
            <button
              key={room.room_id}
              type="button"
              className={classes.row}
              data-id={room.room_id}
              data-chosen={room.room_id === chosen || undefined}
              style={fits(room) ? undefined : { opacity: 0.72 }}
            >
              <span className={classes.rowName}>{room.name}</span>
              <span className={classes.status}>
                <i className={`${looks.place} ${classes.swatch}`} data-place={standing} aria-hidden />
                {t(`place.${standing}-legend`)}
              </span>
              <span className={classes.rowWords}>
                {[words, t('room.capacity', { count: room.capacity }), ...featureWords(room.features)].join(
                  ' · ',
                )}
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
});

const idAt = (event: { target: EventTarget }) =>
  (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;

interface SeatItemProps {
  seat: SeatOnPlan;
  standing: Standing;
  says: string;
  isChosen: boolean;
}

const SeatItem = memo(function SeatItem({ seat, standing, says, isChosen }: SeatItemProps) {
  return (
    <li>
      <button
        type="button"
        className={`${looks.place} ${classes.seatButton}`}
        data-id={seat.seat_id}
        data-place={standing}
        data-chosen={isChosen || undefined}
        aria-label={says}
      >
        {seat.name}
      </button>
    </li>
  );
});
