import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { useI18n } from '@/shared/i18n';
import { type Place, type Told, useFeatureWords } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { place as looks } from '@/shared/ui';
import classes from './plan.module.css';
import type { Floor } from './useFloor';
import { usePlaceWords } from './words';

interface Props {
  floor: Floor;
  told: Map<string, Told>;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onPick: (place: Place, told: Told) => void;
}

const UNKNOWN: Told = { standing: 'closed' };
const ORDER = { mine: 0, free: 1, pending: 2, busy: 3, closed: 4 } as const;

/** All that the plan shows, as a list: what is mine first, then what is free and fits. */
export function PlaceList({ floor, told, chosen, onChoose, onPick }: Props) {
  const { t } = useI18n();
  const words = usePlaceWords();
  const featureWords = useFeatureWords();
  const asked = useAsked();
  const how = (id: string) => told.get(id) ?? UNKNOWN;
  const fits = (room: Floor['plan']['rooms'][number]) =>
    room.capacity >= asked.people && asked.features.every((feature) => room.features.includes(feature));
  const ordered = floor.plan.rooms
    .filter((room) => room.seats.length === 0)
    .sort(
      (one, other) =>
        Number(fits(other)) - Number(fits(one)) ||
        ORDER[how(one.room_id).standing] - ORDER[how(other.room_id).standing] ||
        one.capacity - other.capacity,
    );
  const pick = (id: string) => {
    const place = floor.places.get(id);
    if (place) onPick(place, how(id));
  };

  return (
    <section className={classes.side} aria-label={t('plan.as-list', { name: floor.plan.name })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <div className={classes.list} tabIndex={0}>
        {floor.plan.rooms
          .filter((room) => room.seats.length > 0)
          .map((room) => (
            <Fragment key={room.room_id}>
              <div className={classes.row}>
                <span className={classes.rowName}>{room.name}</span>
                <span className={classes.rowWords}>
                  {t('place.free-of', {
                    count: room.seats.filter((seat) => how(seat.seat_id).standing === 'free').length,
                    all: room.seats.length,
                  })}
                  {room.features.length > 0 && ` · ${featureWords(room.features).join(' · ')}`}
                </span>
              </div>
              <ul className={classes.seats}>
                {room.seats.map((seat) => (
                  <li key={seat.seat_id}>
                    <UnstyledButton
                      className={`${looks.place} ${classes.seatButton}`}
                      data-place={how(seat.seat_id).standing}
                      data-chosen={seat.seat_id === chosen || undefined}
                      aria-label={`${room.name} ${seat.name}: ${words(how(seat.seat_id))}`}
                      onClick={() => pick(seat.seat_id)}
                      onPointerEnter={() => onChoose(seat.seat_id)}
                    >
                      {seat.name}
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            </Fragment>
          ))}
        {ordered.map((room) => (
          <UnstyledButton
            key={room.room_id}
            className={classes.row}
            data-chosen={room.room_id === chosen || undefined}
            style={fits(room) ? undefined : { opacity: 0.72 }}
            onClick={() => pick(room.room_id)}
            onPointerEnter={() => onChoose(room.room_id)}
          >
            <span className={classes.rowName}>{room.name}</span>
            <span className={classes.status}>
              <i
                className={`${looks.place} ${classes.swatch}`}
                data-place={how(room.room_id).standing}
                aria-hidden
              />
              {t(`place.${how(room.room_id).standing}-legend`)}
            </span>
            <span className={classes.rowWords}>
              {[
                words(how(room.room_id)),
                t('room.capacity', { count: room.capacity }),
                ...featureWords(room.features),
              ].join(' · ')}
            </span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
