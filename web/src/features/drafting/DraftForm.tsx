import { Button, Collapse, Group, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRepeat, IconUsersPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { check } from '@/requests/check';
import { reaches, useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { Gallery } from '@/shared/pictures';
import { useNow } from '@/shared/time';
import { Failure, useToasts } from '@/shared/ui';
import { MemberField } from './MemberField';
import { usePlace } from './place';
import { RepeatFields } from './RepeatFields';
import { SeriesDates, useSeriesVerdict } from './SeriesDates';
import { TimeFields, TimeFieldsToCome } from './TimeFields';
import { Verdict } from './Verdict';
import { ONCE, periodOf, ruleOf } from './wish';

const SETTLE_MS = 250;

/** A new booking, with the verdict while one edits; the button says what it will do. */
export function DraftForm() {
  const { t } = useI18n();
  const now = useNow();
  const who = useMe();
  const toasts = useToasts();
  const { draft = {}, change, close } = useDraft();
  const place = usePlace(draft.room);
  const { from, to } = periodOf(draft, now);

  const [title, setTitle] = useState('');
  const [guests, setGuests] = useState<string[]>([]);
  const [bookedFor, setBookedFor] = useState<string | null>(null);
  const [repetition, setRepetition] = useState(ONCE);
  const [hasMore, setMore] = useState(false);
  const rrule = ruleOf(repetition);

  const wish = {
    starts_at: from,
    ends_at: to,
    seat_id: draft.seat,
    attendees: draft.people,
    booked_for: bookedFor ?? undefined,
    guests: guests.length > 0 ? guests : undefined,
  };
  const [settled] = useDebouncedValue(JSON.stringify(wish), SETTLE_MS);
  const isSettled = settled === JSON.stringify(wish);
  const verdict = useQuery({
    ...check(draft.room ?? '', JSON.parse(settled) as typeof wish),
    enabled: draft.room !== undefined && rrule === null,
  });
  const series = useSeriesVerdict(draft.room, wish, rrule);

  const placeOne = useAct('place-booking', {
    onDone: (answer) => {
      toasts.done(t(answer.status === 'pending' ? 'toast.requested' : 'toast.booked'), answer.command_id);
      close();
    },
  });
  const placeSeries = useAct('place-series', {
    onDone: (answer) => {
      toasts.done(t('toast.series-booked', { count: answer.placed.length }), answer.command_id);
      close();
    },
  });
  const join = useAct('join-waitlist', {
    onDone: () => {
      toasts.done(t('toast.waiting'));
      close();
    },
  });

  const answer = rrule === null ? verdict.data : undefined;
  const isTaken = answer?.problem?.type === '/problems/room-taken';
  const problem = placeOne.problem ?? placeSeries.problem ?? join.problem;

  function submit() {
    if (!draft.room) return;
    const body = {
      room_id: draft.room,
      seat_id: draft.seat ?? null,
      starts_at: from,
      ends_at: to,
      title: title.trim() || null,
      attendees: draft.people ?? null,
    };
    if (rrule !== null) {
      placeSeries.act({
        ...body,
        rrule,
        booked_for: bookedFor,
        guests,
        rdates: [],
        exdates: series.leftOut,
        on_conflict: 'skip',
      });
    } else if (isTaken) {
      join.act({ ...body, any_seat: false, features: [] });
    } else {
      placeOne.act({ ...body, booked_for: bookedFor, guests });
    }
  }

  const act =
    rrule !== null
      ? t('draft.book-dates', { count: series.bookable })
      : isTaken
        ? t('draft.join-waitlist')
        : answer?.verdict === 'pending'
          ? t('draft.ask')
          : t('draft.book');
  const canSubmit =
    draft.room !== undefined &&
    isSettled &&
    (rrule !== null
      ? series.bookable > 0
      : answer !== undefined && (answer.verdict !== 'refused' || isTaken));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Select
          label={t('draft.room')}
          placeholder={t('draft.choose-room')}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('palette.nothing')}
          value={draft.room ?? null}
          onChange={(room) => change({ room: room ?? undefined, seat: undefined })}
          data={place.choices}
          maxDropdownHeight={320}
          data-autofocus={draft.room ? undefined : true}
        />
        {place.room && <Gallery pictures={place.room.photos} title={place.room.name} />}
        {(place.room?.seats.length ?? 0) > 0 && (
          <Select
            label={t('draft.seat')}
            searchable
            clearable
            placeholder={t('draft.whole-room')}
            nothingFoundMessage={t('palette.nothing')}
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
        <TextInput
          label={t('draft.what')}
          placeholder={t('draft.what-example')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus={draft.room ? true : undefined}
        />
        <Group gap="sm">
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconUsersPlus size={16} />}
            aria-expanded={hasMore}
            onClick={() => setMore(!hasMore)}
          >
            {t('draft.people-and-guests')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconRepeat size={16} />}
            aria-expanded={repetition.frequency !== 'none'}
            onClick={() =>
              setRepetition({ ...repetition, frequency: repetition.frequency === 'none' ? 'weekly' : 'none' })
            }
          >
            {t('draft.repeat')}
          </Button>
        </Group>
        <Collapse expanded={hasMore}>
          <Stack gap="md">
            <NumberInput
              label={t('draft.people')}
              min={1}
              max={10_000}
              value={draft.people ?? ''}
              onChange={(people) => change({ people: typeof people === 'number' ? people : undefined })}
            />
            <TagsInput
              label={t('draft.guests')}
              description={t('draft.guests-advice')}
              maxTags={100}
              value={guests}
              onChange={setGuests}
            />
            {reaches(who, 'see-members') && (
              <MemberField label={t('draft.for')} value={bookedFor} onChange={setBookedFor} />
            )}
          </Stack>
        </Collapse>
        {rrule !== null && place.isReady && (
          <>
            <RepeatFields value={repetition} onChange={setRepetition} from={from} zone={place.zone} />
            <SeriesDates verdict={series} zone={place.zone} />
          </>
        )}
        {draft.room && rrule === null && (
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
          variant={isTaken ? 'light' : 'filled'}
          disabled={!canSubmit}
          loading={placeOne.isUnderWay || placeSeries.isUnderWay || join.isUnderWay}
        >
          {act}
        </Button>
      </Stack>
    </form>
  );
}
