import {
  Button,
  Drawer,
  Group,
  Radio,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Building } from '@/requests/building';
import { displaced as displacedBy } from '@/requests/displaced';
import type { Room } from '@/requests/room';
import { useAct } from '@/shared/api';
import { DayInput, TimeInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { addDays, instantOf, localDay, useNow } from '@/shared/time';
import { Failure, problemOf, useToasts } from '@/shared/ui';
import { DisplacedList } from './DisplacedList';

interface Props {
  building: Building;
  /** One room of it, or all. */
  room?: Room;
  onClose: () => void;
}

const AHEAD_DAYS = 3 * 366;
const WAIT_MS = 300;

/** Take a room, a seat or a building out of use: first whom it displaces, then what shall become of them. */
export function CloseDrawer({ building, room, onClose }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const now = useNow();
  const zone = building.time_zone;
  const today = localDay(now, zone);
  const [how, setHow] = useState<'period' | 'open'>('period');
  const [begin, setBegin] = useState({ day: today, time: '00:00' });
  const [end, setEnd] = useState({ day: addDays(today, 1), time: '00:00' });
  const [seat, setSeat] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [then, setThen] = useState<'cancel' | 'move'>(room ? 'move' : 'cancel');

  const [opened] = useState(now);
  const from = how === 'open' ? opened : instantOf(`${begin.day}T${begin.time}`, zone);
  const to =
    how === 'open'
      ? new Date(opened.getTime() + AHEAD_DAYS * 86_400_000)
      : instantOf(`${end.day}T${end.time}`, zone);
  const isPeriod = from < to && to > now;
  const [asked] = useDebouncedValue(
    JSON.stringify({
      building: building.building_id,
      room: room?.room_id,
      seat: seat ?? undefined,
      from: from.toISOString(),
      to: to.toISOString(),
    }),
    WAIT_MS,
  );
  const hit = useQuery({ ...displacedBy(JSON.parse(asked)), enabled: isPeriod });
  const count = hit.data?.items.length ?? 0;

  const told = {
    onDone: (answer: { command_id: string; displaced: unknown[] }) => {
      toasts.done(t('manage.closed-toast', { count: answer.displaced.length }), answer.command_id);
      onClose();
    },
    // Somebody may have booked meanwhile: then the list is another.
    onRefused: () => void hit.refetch(),
  };
  const closeRoom = useAct('close-room', told);
  const closeBuilding = useAct('close-building', told);
  const problem = closeRoom.problem ?? closeBuilding.problem;

  function close() {
    const period = how === 'open' ? null : { starts_at: from.toISOString(), ends_at: to.toISOString() };
    // Nobody gives way who was not in the list.
    const displaced = count === 0 ? 'refuse' : then;
    if (room) {
      closeRoom.act({ room_id: room.room_id, seat_id: seat, period, reason: reason.trim(), displaced });
    } else {
      closeBuilding.act({
        building_id: building.building_id,
        period,
        reason: reason.trim(),
        displaced: displaced === 'move' ? 'cancel' : displaced,
      });
    }
  }

  const words = room ? t('manage.close-room') : t('manage.close-building');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('manage.close-named', { name: room?.name ?? building.name })}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Stack gap="md">
        {problem && <Failure problem={problem.problem} zone={zone} />}
        <SegmentedControl
          fullWidth
          aria-label={t('manage.how-long')}
          value={how}
          onChange={(next) => setHow(next === 'open' ? 'open' : 'period')}
          data={[
            { value: 'period', label: t('manage.for-period') },
            { value: 'open', label: t('manage.from-now-on') },
          ]}
        />
        {how === 'period' && (
          <>
            <Moment words={t('manage.from')} at={begin} onChange={setBegin} least={today} />
            <Moment words={t('manage.until')} at={end} onChange={setEnd} least={begin.day} />
            {!isPeriod && (
              <Text size="sm" c="var(--danger)" role="alert">
                {t('manage.no-period')}
              </Text>
            )}
          </>
        )}
        {room && room.seats.length > 0 && (
          <Select
            label={t('manage.what-closes')}
            clearable
            placeholder={t('manage.whole-room')}
            value={seat}
            onChange={setSeat}
            data={room.seats.map((each) => ({ value: each.seat_id, label: each.name }))}
          />
        )}
        <TextInput
          label={t('manage.reason')}
          description={t('manage.reason-seen')}
          placeholder={t('manage.reason-example')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {isPeriod && hit.isError && <Failure problem={problemOf(hit.error)} zone={zone} />}
        {isPeriod && !hit.data && !hit.isError && <Skeleton height={96} radius="lg" />}
        {isPeriod && hit.data && (
          <DisplacedList bookings={hit.data.items} hasMore={hit.data.next_cursor !== null} zone={zone} />
        )}
        {room && count > 0 && (
          <Radio.Group
            label={t('manage.what-becomes')}
            value={then}
            onChange={(next) => setThen(next === 'move' ? 'move' : 'cancel')}
          >
            <Stack gap="sm" mt="sm">
              <Radio value="move" label={t('manage.then-move')} description={t('manage.then-move-about')} />
              <Radio value="cancel" label={t('manage.then-cancel')} />
            </Stack>
          </Radio.Group>
        )}
        <Group>
          <Button
            color="red"
            disabled={!isPeriod || !reason.trim() || !hit.data}
            loading={closeRoom.isUnderWay || closeBuilding.isUnderWay}
            onClick={close}
          >
            {count === 0
              ? words
              : t(then === 'move' && room ? 'manage.close-and-move' : 'manage.close-and-cancel', { count })}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  );
}

interface MomentProps {
  words: string;
  at: { day: string; time: string };
  onChange: (at: { day: string; time: string }) => void;
  least: string;
}

function Moment({ words, at, onChange, least }: MomentProps) {
  const { t } = useI18n();
  return (
    <Group gap="sm" align="flex-end" wrap="nowrap">
      <DayInput
        label={words}
        value={at.day}
        minDate={least}
        onChange={(day) => onChange({ ...at, day })}
        style={{ flex: 1 }}
      />
      <TimeInput
        aria-label={t('manage.time-of', { what: words })}
        value={at.time}
        onChange={(time) => onChange({ ...at, time })}
        w={80}
      />
    </Group>
  );
}
