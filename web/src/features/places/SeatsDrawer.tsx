import { Button, Drawer, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Room } from '@/requests/room';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';
import { MOST_SEATS, SeatFields } from './SeatFields';
import { goingOn, seatNames } from './seats';

interface Props {
  room: Pick<Room, 'room_id' | 'name' | 'capacity'> & { seats: { name: string }[] };
  onAdded?: (seatIds: string[]) => void;
  onClose: () => void;
}

/** More numbered seats for a room that is in use, numbered on from those that it has. */
export function SeatsDrawer({ room, onAdded, onClose }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const { prefix, first, digits } = goingOn(room.seats.map((seat) => seat.name));
  const add = useAct('add-seats', {
    onDone: ({ seat_ids }) => {
      toasts.done(t('manage.seats-added', { count: seat_ids.length }));
      onAdded?.(seat_ids);
      onClose();
    },
  });
  const form = useForm({
    initialValues: {
      seatCount: 1 as number | string,
      seatPrefix: prefix,
      seatFirst: first as number | string,
    },
    validate: {
      seatCount: (value) => (Number(value) >= 1 ? null : t('manage.needs-number')),
      seatFirst: (value) => (value === '' ? t('manage.needs-number') : null),
    },
  });
  const { seatCount, seatPrefix, seatFirst } = form.values;
  const seats = seatNames(Number(seatCount), { prefix: seatPrefix, first: Number(seatFirst), digits });
  const fit = Math.max(room.capacity, room.seats.length + seats.length);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('manage.add-seats-to', { name: room.name })}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(() => add.act({ room_id: room.room_id, seats, capacity: fit }))}
      >
        <Stack gap="md">
          {add.problem && <Failure problem={add.problem.problem} />}
          <SeatFields form={form} least={1} most={MOST_SEATS - room.seats.length} />
          {seats.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('manage.seats-will-be', { first: seats[0], last: seats.at(-1) })}
              {fit > room.capacity && ` ${t('manage.seats-make-larger', { count: fit })}`}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t('manage.add-seats-about')}
          </Text>
          <Button type="submit" loading={add.isUnderWay}>
            {t('manage.add-seats')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  );
}
