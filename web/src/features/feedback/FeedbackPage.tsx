import { Button, Group, Rating, Select, Stack, Text } from '@mantine/core';
import { IconMessageStar } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { buildings } from '@/requests/buildings';
import { feedback } from '@/requests/feedback';
import { mayIn, useMe } from '@/requests/me';
import { rooms } from '@/requests/rooms';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { Gallery } from '@/shared/pictures';
import { useTimes } from '@/shared/time';
import { EmptyState, Loaded, Page } from '@/shared/ui';
import classes from './feedback.module.css';

const route = getRouteApi('/signed-in/manage/feedback');

/** How stays were, for whoever manages the place. */
export function FeedbackPage() {
  const { t } = useI18n();
  const { building, room } = route.useSearch();
  const found = useInfiniteQuery(feedback(building, room));
  return (
    <Page title={t('manage.feedback')} about={t('manage.feedback-about')}>
      <Where building={building} room={room} />
      <Loaded of={found}>
        {({ pages }) => {
          const rated = pages.flatMap((page) => page.items);
          return rated.length === 0 ? (
            <EmptyState icon={IconMessageStar}>{t('manage.no-feedback')}</EmptyState>
          ) : (
            <Stack gap="md">
              <Stack gap="sm" component="ul" p={0} m={0}>
                {rated.map((booking) => (
                  <Rated key={booking.booking_id} booking={booking} />
                ))}
              </Stack>
              {found.hasNextPage && (
                <Button
                  variant="default"
                  w="fit-content"
                  loading={found.isFetchingNextPage}
                  onClick={() => void found.fetchNextPage()}
                >
                  {t('act.show-more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Where({ building, room }: { building: string | undefined; room: string | undefined }) {
  const { t } = useI18n();
  const who = useMe();
  const navigate = route.useNavigate();
  const houses = useQuery(buildings);
  const all = useQuery(rooms());
  const mine = houses.data?.items.filter((each) => mayIn(who, 'see-feedback', each.building_id)) ?? [];
  const isMine = new Set(mine.map((each) => each.building_id));
  const there = all.data?.items.filter((each) =>
    building ? each.building_id === building : isMine.has(each.building_id),
  );
  return (
    <Group gap="md" mb="lg">
      <Select
        label={t('manage.feedback-building')}
        placeholder={t('manage.all-buildings')}
        clearable
        value={building ?? null}
        onChange={(next) =>
          void navigate({ search: { building: next ?? undefined, room: undefined }, replace: true })
        }
        data={mine.map((each) => ({ value: each.building_id, label: each.name }))}
        w={240}
      />
      <Select
        label={t('manage.feedback-room')}
        placeholder={t('manage.all-rooms')}
        searchable
        clearable
        value={room ?? null}
        onChange={(next) => void navigate({ search: { building, room: next ?? undefined }, replace: true })}
        data={there?.map((each) => ({ value: each.room_id, label: each.name })) ?? []}
        w={240}
      />
    </Group>
  );
}

function Rated({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const times = useTimes();
  const zone = booking.time_zone;
  return (
    <li className={classes.rated}>
      <Group gap="sm">
        <Rating
          readOnly
          value={booking.rating ?? 0}
          role="img"
          aria-label={t('feedback.stars', { count: booking.rating ?? 0 })}
        />
        <Link to="/bookings/$bookingId" params={{ bookingId: booking.booking_id }} className={classes.place}>
          {placeOf(booking)}, {booking.building_name}
        </Link>
      </Group>
      {booking.feedback && <Text mt="xs">{booking.feedback}</Text>}
      {booking.feedback_pictures.length > 0 && (
        <Gallery pictures={booking.feedback_pictures} title={t('manage.feedback-pictures')} />
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {booking.member_name ?? t('history.somebody')} · {times.date(booking.starts_at, zone)},{' '}
        {times.period(booking.starts_at, booking.ends_at, zone)}
      </Text>
    </li>
  );
}
