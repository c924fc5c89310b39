import { useLayoutEffect, useRef } from 'react';
import type { Plan } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import { useFeatureWords } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { useTimes } from '@/shared/time';
import classes from './plan.module.css';
import type { ToldInWords } from './useTold';

interface Props {
  id: string;
  rect: DOMRect;
  stage: HTMLElement | null;
  plan: Plan;
  told: ToldInWords;
}

const GAP = 10;

/** What a place tells about itself: what it is, who has it as far as one may know, until when, what it has. */
export function PlaceCard({ id, rect, stage, plan, told }: Props) {
  const { t } = useI18n();
  const featureWords = useFeatureWords();
  const times = useTimes();
  const { zone } = useAsked();
  const card = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!stage || !card.current) return;
    const [box, size] = [stage.getBoundingClientRect(), card.current.getBoundingClientRect()];
    const middle = rect.left + rect.width / 2 - box.left - size.width / 2;
    const above = rect.top - box.top - size.height - GAP;
    const x = Math.max(8, Math.min(box.width - size.width - 8, middle));
    const y = above > 8 ? above : Math.min(box.height - size.height - 8, rect.bottom - box.top + GAP);
    card.current.style.transform = `translate(${x}px, ${y}px)`;
  }, [rect, stage]);

  const room = plan.rooms.find(
    (each) => each.room_id === id || each.seats.some((seat) => seat.seat_id === id),
  );
  if (!room) return null;
  const seat = room.seats.find((each) => each.seat_id === id);
  const { stay } = told;
  return (
    <div ref={card} className={classes.card} aria-hidden>
      <strong>{seat ? `${room.name} · ${seat.name}` : room.name}</strong>
      <div>{told.words}</div>
      {stay?.title && <div>{`“${stay.title}”`}</div>}
      {stay && <div className="tabular">{times.period(new Date(stay.from), new Date(stay.to), zone)}</div>}
      <div style={{ color: 'var(--ink-soft)' }}>
        {[
          t(`kind.${room.kind}`),
          ...(seat ? [] : [t('room.capacity', { count: room.capacity })]),
          ...featureWords(room.features),
        ].join(' · ')}
      </div>
    </div>
  );
}
