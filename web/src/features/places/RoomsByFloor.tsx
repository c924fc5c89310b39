import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconDoor, IconPlus, IconStairs } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '@/api/schema';
import type { Building } from '@/requests/building';
import { floors } from '@/requests/floors';
import { mayIn, useMe } from '@/requests/me';
import type { Room } from '@/requests/room';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { useNow } from '@/shared/time';
import { AnchorLink, EmptyState, Loaded } from '@/shared/ui';
import { FloorDrawer } from './FloorDrawer';
import { RoomDrawer } from './RoomDrawer';
import classes from './RoomsByFloor.module.css';

type Floor = components['schemas']['FloorSeen'];

/** The rooms of a building, floor by floor from the lowest up. */
export function RoomsByFloor({ building }: { building: Building }) {
  const { t } = useI18n();
  const who = useMe();
  const may = (act: string) => mayIn(who, act, building.building_id);
  const levels = useQuery(floors(building.building_id));
  const found = useQuery(rooms(building.building_id));
  const [open, setOpen] = useState<'room' | 'floor' | null>(null);
  const known = levels.data?.items ?? [];
  return (
    <Stack gap="lg">
      <Group gap="sm">
        {may('open-room') && (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setOpen('room')}>
            {t('manage.open-room')}
          </Button>
        )}
        {may('add-floor') && (
          <Button variant="default" leftSection={<IconStairs size={18} />} onClick={() => setOpen('floor')}>
            {t('manage.add-floor')}
          </Button>
        )}
      </Group>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 && known.length === 0 ? (
            <EmptyState icon={IconDoor}>{t('manage.no-rooms')}</EmptyState>
          ) : (
            [...known, null].map((floor) => (
              <FloorOfRooms
                key={floor?.floor_id ?? 'none'}
                floor={floor}
                mayPlan={may('place-on-plan')}
                rooms={items.filter((room) => room.floor_id === (floor?.floor_id ?? null))}
              />
            ))
          )
        }
      </Loaded>
      {open === 'room' && <RoomDrawer building={building} floors={known} onClose={() => setOpen(null)} />}
      {open === 'floor' && <FloorDrawer building={building} floors={known} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

interface FloorProps {
  floor: Floor | null;
  rooms: Room[];
  mayPlan: boolean;
}

function FloorOfRooms({ floor, rooms: inside, mayPlan }: FloorProps) {
  const { t } = useI18n();
  if (!floor && inside.length === 0) return null;
  return (
    <section>
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={2}>{floor?.name ?? t('manage.no-floor')}</Title>
        {floor && mayPlan && (
          <AnchorLink
            to="/manage/plans/$floorId"
            params={{ floorId: floor.floor_id }}
            aria-label={`${t('editor.edit-plan')}: ${floor.name}`}
          >
            {t('editor.edit-plan')}
          </AnchorLink>
        )}
      </Group>
      {inside.length === 0 ? (
        <Text c="dimmed">{t('manage.empty-floor')}</Text>
      ) : (
        <ul className={classes.rows}>
          {inside.map((room) => (
            <RoomRow key={room.room_id} room={room} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RoomRow({ room }: { room: Room }) {
  const { t } = useI18n();
  const now = useNow();
  const closed = room.closures.find(
    (closure) => closure.seat_id === null && Date.parse(closure.starts_at) <= now.getTime(),
  );
  return (
    <li className={classes.row}>
      <Link
        to="/manage/places/$buildingId/rooms/$roomId"
        params={{ buildingId: room.building_id, roomId: room.room_id }}
        className={classes.link}
      >
        {room.name}
      </Link>
      <Text size="sm" c="dimmed">
        {[
          t(`kind.${room.kind}`),
          room.seats.length > 0
            ? t('manage.count-seats', { count: room.seats.length })
            : t('room.capacity', { count: room.capacity }),
        ].join(' · ')}
      </Text>
      <Text size="sm" c="dimmed" truncate>
        {room.features.join(', ')}
      </Text>
      <div className={classes.state}>
        {closed && (
          <Badge variant="light" color="gray">
            {t('manage.is-closed')}
          </Badge>
        )}
      </div>
    </li>
  );
}
