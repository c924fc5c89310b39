import { Badge, Button, Group, Paper, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconMoodSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { agenda } from '@/requests/agenda';
import { buildings } from '@/requests/buildings';
import { floors } from '@/requests/floors';
import { freeRooms, type Wanted } from '@/requests/free-rooms';
import type { Room } from '@/requests/room';
import { rooms } from '@/requests/rooms';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { Picture } from '@/shared/pictures';
import { useFeatureWords } from '@/shared/places';
import { type Asked, ROOM_KINDS, useAsk, useAsked } from '@/shared/question';
import { useTimes } from '@/shared/time';
import { EmptyState, Loaded } from '@/shared/ui';
import classes from './find.module.css';
import { type FreeRoom, reasons } from './reasons';

const MOST = 24;

/** What fits, the best first, each with why; and what would fit otherwise. */
export function FindView() {
  const { t } = useI18n();
  const asked = useAsked();
  const ask = useAsk();
  const found = useQuery(freeRooms(wantedBy(asked)));
  return (
    <Stack gap="lg" className={classes.page}>
      <SegmentedControl
        className={classes.kinds}
        aria-label={t('find.kind')}
        value={asked.kind ?? 'any'}
        onChange={(value) => ask({ kind: value === 'any' ? undefined : (value as Asked['kind']) }, true)}
        data={[
          { value: 'any', label: t('find.any-kind') },
          ...ROOM_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        ]}
      />
      <Loaded of={found} skeleton={<Skeleton height={320} radius="lg" />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState icon={IconMoodSearch}>{t('find.nothing')}</EmptyState>
            ) : (
              <Answers items={items} />
            )}
            {items.length < 3 && <Otherwise />}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

const wantedBy = (asked: Asked): Wanted => ({
  from: asked.starts.toISOString(),
  to: asked.ends.toISOString(),
  capacity_min: asked.people,
  features: asked.features.length > 0 ? asked.features : undefined,
  kind: asked.kind,
  near: asked.building.building_id,
  limit: MOST,
});

function Answers({ items }: { items: FreeRoom[] }) {
  const { t } = useI18n();
  const times = useTimes();
  const featureWords = useFeatureWords();
  const asked = useAsked();
  const draft = useDraft();
  const houses = useQuery(buildings);
  const levels = useQuery(floors());
  const all = useQuery(rooms());
  const mine = useInfiniteQuery(agenda);
  const nearMine = new Set(
    mine.data?.pages.flatMap((page) =>
      page.items.filter((each) => each.starts_local.startsWith(asked.day)).map((each) => each.building_id),
    ),
  );
  return (
    <ol className={classes.answers}>
      {items.map((room, index) => (
        <Paper key={room.room_id} component="li" withBorder radius="lg" className={classes.answer}>
          <Photo of={all.data?.items.find((each) => each.room_id === room.room_id)} />
          <div className={classes.what}>
            <Group gap="4px 8px">
              <Text fw={650}>{room.name}</Text>
              {index === 0 && (
                <Badge variant="light" tt="none">
                  {t('find.best')}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {[
                t(`kind.${room.kind}`),
                t('room.capacity', { count: room.capacity }),
                levels.data?.items.find((each) => each.floor_id === room.floor_id)?.name,
                room.building_id === asked.building.building_id
                  ? undefined
                  : houses.data?.items.find((each) => each.building_id === room.building_id)?.name,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            <Text size="sm" className={classes.why}>
              {reasons(room, asked, nearMine, t, times, featureWords).join(' · ')}
            </Text>
          </div>
          <Button
            className={classes.book}
            variant={index === 0 ? 'filled' : 'light'}
            onClick={() =>
              draft.open({ room: room.room_id, from: room.starts_at, to: room.ends_at, people: asked.people })
            }
            aria-label={t('find.book-label', {
              name: room.name,
              time: times.time(room.starts_at, room.time_zone),
            })}
          >
            {t('find.book', { time: times.time(room.starts_at, room.time_zone) })}
          </Button>
        </Paper>
      ))}
    </ol>
  );
}

/** What a room looks like, where there is a photo of it. */
function Photo({ of: room }: { of?: Room }) {
  const [photo] = room?.photos ?? [];
  return photo ? <Picture of={photo} sizes="96px" className={classes.photo} alt={photo.description} /> : null;
}

/** The same day at other times, where little is left at this one. */
function Otherwise() {
  const { t } = useI18n();
  const times = useTimes();
  const asked = useAsked();
  const ask = useAsk();
  const { from: _from, to: _to, ...rest } = wantedBy(asked);
  const found = useQuery(freeRooms({ ...rest, day: asked.day, minutes: asked.minutes, limit: 12 }));
  const offers = found.data ? atQuarters(found.data.items, asked.minutes) : [];
  if (offers.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {t('find.otherwise')}
      </Title>
      <Group gap={8}>
        {offers.map(({ room, starts }) => (
          <Button
            key={room.room_id}
            variant="default"
            onClick={() => ask({ day: asked.day, from: times.time(starts, asked.zone) })}
          >
            {t('find.at', { time: times.time(starts, asked.zone), name: room.name })}
          </Button>
        ))}
      </Group>
    </section>
  );
}

const QUARTER_MS = 15 * 60_000;
const OFFERS = 4;

/** When each of these rooms can be had from a quarter of an hour on, the earliest first. */
function atQuarters(items: FreeRoom[], minutes: number): { room: FreeRoom; starts: Date }[] {
  return items
    .flatMap((room) => {
      const starts = Math.ceil(Date.parse(room.starts_at) / QUARTER_MS) * QUARTER_MS;
      const ends = starts + minutes * 60_000;
      const fits = room.free.some(
        (each) => Date.parse(each.starts_at) <= starts && ends <= Date.parse(each.ends_at),
      );
      return fits ? [{ room, starts: new Date(starts) }] : [];
    })
    .sort((one, other) => one.starts.getTime() - other.starts.getTime())
    .slice(0, OFFERS);
}
