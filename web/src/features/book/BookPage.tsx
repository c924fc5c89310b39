import { Badge, Button, Group, NumberInput, Paper, Select, Stack, Text } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { buildings } from '@/requests/buildings';
import { freeRooms } from '@/requests/free-rooms';
import { DayInput } from '@/shared/dates';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { instantOf, localDay, myZone, useNow, useTimes } from '@/shared/time';
import { EmptyState, Loaded, Page } from '@/shared/ui';

const route = getRouteApi('/signed-in/book');
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** Find something that fits, the best first. */
export function BookPage() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const draft = useDraft();
  const navigate = route.useNavigate();
  const { day = localDay(now, myZone()), from, minutes = 60, people = 1, building } = route.useSearch();
  const houses = useQuery(buildings);
  const change = (changes: object) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });

  const start = from ? instantOf(`${day}T${from}`, myZone()) : undefined;
  const found = useQuery(
    freeRooms({
      ...(start
        ? { from: start.toISOString(), to: new Date(start.getTime() + minutes * 60_000).toISOString() }
        : { day, minutes }),
      capacity_min: people,
      near: building,
      limit: 30,
    }),
  );

  return (
    <Page title={t('book.title')}>
      <Group gap="md" mb="lg" align="flex-end">
        <DayInput
          label={t('draft.day')}
          words="short"
          minDate={localDay(now, myZone())}
          value={day}
          onChange={(next) => change({ day: next })}
          w={160}
        />
        <Select
          label={t('book.length')}
          allowDeselect={false}
          value={String(minutes)}
          onChange={(next) => change({ minutes: Number(next) })}
          data={LENGTHS.map((each) => ({ value: String(each), label: times.minutes(each) }))}
          w={120}
        />
        <NumberInput
          label={t('draft.people')}
          min={1}
          max={1000}
          value={people}
          onChange={(next) => typeof next === 'number' && change({ people: next })}
          w={96}
        />
        <Select
          label={t('book.near')}
          clearable
          placeholder={t('book.anywhere')}
          value={building ?? null}
          onChange={(next) => change({ building: next ?? undefined })}
          data={houses.data?.items.map((each) => ({ value: each.building_id, label: each.name })) ?? []}
          w={200}
        />
      </Group>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconMoodEmpty}>{t('book.nothing')}</EmptyState>
          ) : (
            <Stack gap="sm">
              {items.map((room) => (
                <Paper key={room.room_id} withBorder radius="lg" p="md">
                  <Group justify="space-between" wrap="nowrap">
                    <div>
                      <Text fw={550}>{room.name}</Text>
                      <Text size="sm" c="dimmed">
                        {[
                          houses.data?.items.find((each) => each.building_id === room.building_id)?.name,
                          t(`kind.${room.kind}`),
                          t('room.capacity', { count: room.capacity }),
                        ].join(' · ')}
                      </Text>
                      <Group gap={4} mt={4}>
                        {room.features.map((feature) => (
                          <Badge key={feature} variant="light" color="gray" tt="none" fw={500}>
                            {feature}
                          </Badge>
                        ))}
                      </Group>
                    </div>
                    <Button
                      variant="light"
                      onClick={() =>
                        draft.open({ room: room.room_id, from: room.starts_at, to: room.ends_at, people })
                      }
                    >
                      {times.time(room.starts_at, room.time_zone)}
                    </Button>
                  </Group>
                </Paper>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}
