import { Button, Drawer, NumberInput, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import type { Building } from '@/requests/building';
import { rooms } from '@/requests/rooms';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, useToasts } from '@/shared/ui';
import { MOST_SEATS, SeatFields } from './SeatFields';
import { seatNames } from './seats';

type Kind = components['schemas']['RoomKind'];

const KINDS: Kind[] = ['meeting_room', 'open_space', 'phone_booth', 'parking', 'equipment'];

interface Props {
  building: Building;
  floors: components['schemas']['FloorSeen'][];
  /** Where it is, unless one says otherwise; the lowest floor when that is left open. */
  floorId?: string;
  onOpened?: (roomId: string) => void;
  onClose: () => void;
}

/** A new room: what it is, how many fit, what it has, and its numbered seats if it has any. */
export function RoomDrawer({ building, floors, floorId, onOpened, onClose }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const others = useQuery(rooms(building.building_id));
  const open = useAct('open-room', {
    onDone: ({ room_id }, { name }) => {
      toasts.done(t('manage.room-opened', { name }));
      onOpened?.(room_id);
      onClose();
    },
  });
  const form = useForm({
    initialValues: {
      name: '',
      floor: floorId ?? floors[0]?.floor_id ?? null,
      kind: 'meeting_room' as Kind,
      capacity: 6 as number | string,
      features: [] as string[],
      seatCount: 0 as number | string,
      seatPrefix: '',
      seatFirst: 1 as number | string,
    },
    validate: {
      name: (value) => (value.trim() ? null : t('manage.needs-name')),
      capacity: (value) => (Number(value) >= 1 ? null : t('manage.needs-number')),
    },
  });
  const { kind, seatCount, seatPrefix, seatFirst } = form.values;
  const numbering = { prefix: seatPrefix, first: Number(seatFirst) };
  const seats = kind === 'open_space' ? seatNames(Number(seatCount), numbering) : [];
  const usual = [...new Set(others.data?.items.flatMap((room) => room.features))].sort();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('manage.open-room')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, floor, capacity, features }) =>
          open.act({
            building_id: building.building_id,
            floor_id: floor,
            name: name.trim(),
            kind,
            capacity: Math.max(Number(capacity), seats.length),
            features,
            seats,
            made_of: [],
            policy: {},
          }),
        )}
      >
        <Stack gap="md">
          {open.problem && <Failure problem={open.problem.problem} />}
          <TextInput
            label={t('manage.name')}
            maxLength={120}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t('manage.kind')}
            allowDeselect={false}
            data={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
            {...form.getInputProps('kind')}
          />
          {floors.length > 0 && (
            <Select
              label={t('manage.floor')}
              clearable
              data={floors.map((floor) => ({ value: floor.floor_id, label: floor.name }))}
              {...form.getInputProps('floor')}
            />
          )}
          <NumberInput
            label={t('manage.capacity')}
            description={t('manage.capacity-about')}
            allowDecimal={false}
            min={1}
            max={10_000}
            {...form.getInputProps('capacity')}
          />
          <TagsInput
            label={t('manage.features')}
            description={t('manage.features-about')}
            maxTags={50}
            data={usual}
            {...form.getInputProps('features')}
          />
          {kind === 'open_space' && (
            <>
              <SeatFields form={form} least={0} most={MOST_SEATS} />
              <Text size="sm" c="dimmed">
                {seats.length > 0
                  ? t('manage.seats-will-be', { first: seats[0], last: seats.at(-1) })
                  : t('manage.no-seats-shared')}
              </Text>
            </>
          )}
          <Button type="submit" loading={open.isUnderWay}>
            {t('manage.open-room')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  );
}
