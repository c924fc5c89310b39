import { useState } from 'react';
import { useAct } from '@/shared/api';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import type { Place, Span, Stay } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { useToasts } from '@/shared/ui';

/** What is being chosen on the board: a new time, or another one for a stay. */
export interface Gesture {
  kind: 'new' | 'move' | 'start' | 'end';
  row: string;
  place: Place;
  span: Span;
  /** As it was before, and the time that was gripped. */
  before: Span;
  grip: number;
  stay?: Stay;
}

/** Gestures end in the booking drawer when they are about something new, and at once when they move what is there. */
export function useGesture() {
  const { t } = useI18n();
  const asked = useAsked();
  const draft = useDraft();
  const toasts = useToasts();
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const { act } = useAct('reschedule-booking', {
    onDone: (answer) => {
      setGesture(null);
      toasts.done(t('toast.moved'), answer.command_id);
    },
    onRefused: (_problem, body) => {
      setGesture(null);
      // The drawer says why not, and what else would do.
      draft.open({
        moves: body.booking_id,
        room: body.room_id ?? undefined,
        seat: body.seat_id ?? undefined,
        from: body.starts_at ?? undefined,
        to: body.ends_at ?? undefined,
      });
    },
  });

  const settle = ({ place, span, stay, before }: Gesture) => {
    const times = { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
    if (!stay?.id) {
      setGesture(null);
      draft.open({
        room: place.room,
        seat: place.seat ?? undefined,
        people: asked.people > 1 ? asked.people : undefined,
        ...times,
      });
    } else if (
      span.from === before.from &&
      span.to === before.to &&
      place.room === stay.room &&
      place.seat === stay.seat
    ) {
      setGesture(null);
    } else {
      act({
        booking_id: stay.id,
        starts_at: times.from,
        ends_at: times.to,
        room_id: place.room,
        ...(place.seat ? { seat_id: place.seat } : {}),
      });
    }
  };

  return { gesture, setGesture, settle };
}
