import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { buildings } from '@/requests/buildings';
import { type PlaceKind, placeCalendar } from '@/requests/place-calendar';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { Loaded, Rows } from '@/shared/ui';
import { Address } from './Address';

/** The calendar of a room or building in calendar programs, for who has an address already. */
export function PlaceCalendar() {
  const { t } = useI18n();
  const [chosen, choose] = useState<string | null>(null);
  const houses = useQuery(buildings).data?.items ?? [];
  const all = useQuery(rooms()).data?.items ?? [];
  const choices = houses.map((house) => ({
    group: house.name,
    items: [
      { value: `buildings/${house.building_id}`, label: t('calendar-feed.whole', { name: house.name }) },
      ...all
        .filter((room) => room.building_id === house.building_id)
        .map((room) => ({ value: `rooms/${room.room_id}`, label: room.name })),
    ],
  }));
  const [kind, id] = chosen?.split('/') ?? [];
  return (
    <Stack gap="md">
      <Select
        label={t('calendar-feed.of-place')}
        description={t('calendar-feed.of-place-about')}
        placeholder={t('calendar-feed.choose-place')}
        data={choices}
        value={chosen}
        onChange={choose}
        searchable
        clearable
        nothingFoundMessage={t('calendar-feed.no-such-place')}
        maw={420}
      />
      {id && <AddressOfPlace key={chosen} kind={kind as PlaceKind} id={id} />}
    </Stack>
  );
}

function AddressOfPlace({ kind, id }: { kind: PlaceKind; id: string }) {
  const { t } = useI18n();
  const found = useQuery(placeCalendar(kind, id));
  return (
    <Loaded of={found} skeleton={<Rows count={1} height={48} />}>
      {({ url }) =>
        url && (
          <>
            <Address address={window.location.origin + url} />
            <Text size="sm" c="dimmed">
              {t('calendar-feed.place-secret')}
            </Text>
          </>
        )
      }
    </Loaded>
  );
}
