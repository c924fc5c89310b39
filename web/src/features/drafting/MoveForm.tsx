import { Button, Radio, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { check } from '@/requests/check';
import { useAct } from '@/shared/api';
import { type Booking, SCOPES, type Scope } from '@/shared/booking';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { localDay, localTime, useNow } from '@/shared/time';
import { Failure, useToasts } from '@/shared/ui';
import { usePlace } from './place';
import { TimeFields, TimeFieldsToCome } from './TimeFields';
import { Verdict } from './Verdict';
import { periodOf } from './wish';

const SETTLE_MS = 250;

/** Another time or place for a booking. */
export function MoveForm({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const now = useNow();
  const toasts = useToasts();
  const { draft = {}, change, close } = useDraft();
  const place = usePlace(draft.room);
  const [scope, setScope] = useState<Scope>('this');
  const { from, to } = periodOf(draft, now);
  const move = useAct('reschedule-booking', {
    onDone: (answer) => {
      toasts.done(t(answer.status === 'pending' ? 'toast.requested' : 'toast.moved'), answer.command_id);
      close();
    },
  });
  const moveDates = useAct('change-series', {
    onDone: (answer) => {
      toasts.done(t('toast.dates-moved', { count: answer.changed.length }), answer.command_id);
      close();
    },
  });
  const sameDay = localDay(new Date(from), place.zone) === localDay(new Date(booking.starts_at), place.zone);
  const isOfSeries = booking.series_id !== null && sameDay;
  const problem = move.problem ?? moveDates.problem;
  const isSame =
    draft.room === booking.room_id &&
    (draft.seat ?? null) === booking.seat_id &&
    Date.parse(from) === Date.parse(booking.starts_at) &&
    Date.parse(to) === Date.parse(booking.ends_at);

  const wish = { starts_at: from, ends_at: to, seat_id: draft.seat, moves: booking.booking_id };
  const [settled] = useDebouncedValue(JSON.stringify(wish), SETTLE_MS);
  const isSettled = settled === JSON.stringify(wish);
  const verdict = useQuery({
    ...check(draft.room ?? booking.room_id, JSON.parse(settled) as typeof wish),
    enabled: !isSame,
  });
  const answer = isSame ? undefined : verdict.data;
  // What stands in the way of one date is no reason against the others of a series.
  const isRefused = answer?.verdict === 'refused' && !(isOfSeries && scope !== 'this');

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isOfSeries && scope !== 'this') {
          moveDates.act({
            series_id: booking.series_id ?? '',
            booking_id: booking.booking_id,
            scope,
            start_time: localTime(new Date(from), place.zone),
            end_time: localTime(new Date(to), place.zone),
            room_id: draft.room === booking.room_id ? null : draft.room,
            // Named only when it changes: to name it at all is to choose.
            ...(draft.seat === (booking.seat_id ?? undefined) ? {} : { seat_id: draft.seat ?? null }),
            also_changed: false,
            on_conflict: 'skip',
          });
          return;
        }
        move.act({
          booking_id: booking.booking_id,
          room_id: draft.room ?? booking.room_id,
          seat_id: draft.seat ?? null,
          starts_at: from,
          ends_at: to,
        });
      }}
    >
      <Stack gap="md">
        <Select
          label={t('draft.room')}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('palette.nothing')}
          value={draft.room ?? null}
          onChange={(room) => change({ room: room ?? undefined, seat: undefined })}
          data={place.choices}
        />
        {(place.room?.seats.length ?? 0) > 0 && (
          <Select
            label={t('draft.seat')}
            searchable
            clearable
            placeholder={t('draft.whole-room')}
            value={draft.seat ?? null}
            onChange={(seat) => change({ seat: seat ?? undefined })}
            data={place.room?.seats.map((seat) => ({ value: seat.seat_id, label: seat.name })) ?? []}
          />
        )}
        {place.isReady ? (
          <TimeFields
            zone={place.zone}
            from={from}
            to={to}
            onChange={(nextFrom, nextTo) => change({ from: nextFrom, to: nextTo })}
          />
        ) : (
          <TimeFieldsToCome />
        )}
        {isOfSeries && (
          <Radio.Group
            label={t('cancel.scope')}
            value={scope}
            onChange={(value) => setScope(SCOPES.find((each) => each === value) ?? 'this')}
          >
            <Stack gap="sm" mt="sm">
              {SCOPES.map((each) => (
                <Radio key={each} value={each} label={t(`scope.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {!isSame && (
          <Verdict
            answer={answer}
            problem={verdict.error}
            isAsking={!isSettled || verdict.isFetching}
            zone={place.zone}
            from={from}
            to={to}
            onTake={change}
          />
        )}
        {problem && <Failure problem={problem.problem} zone={place.zone} />}
        <Button
          type="submit"
          size="md"
          disabled={isSame || !isSettled || answer === undefined || isRefused}
          loading={move.isUnderWay || moveDates.isUnderWay}
        >
          {t(answer?.verdict === 'pending' ? 'draft.ask' : 'act.move')}
        </Button>
      </Stack>
    </form>
  );
}
