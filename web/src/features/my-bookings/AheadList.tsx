import { Button, Stack, Title } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { agenda } from '@/requests/agenda';
import { type Booking, BookingRow } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { localDay, useNow, useTimes } from '@/shared/time';
import { ButtonLink, EmptyState, Failure, problemOf, Rows } from '@/shared/ui';
import classes from './my-bookings.module.css';

/** Everything ahead, day by day. */
export function AheadList() {
  const { t } = useI18n();
  const ahead = useInfiniteQuery(agenda);
  if (!ahead.data) {
    if (!ahead.isError) return <Rows count={6} />;
    return <Failure problem={problemOf(ahead.error)} onRetry={() => void ahead.refetch()} />;
  }
  const bookings = ahead.data.pages.flatMap((page) => page.items);
  if (bookings.length === 0) {
    return (
      <EmptyState icon={IconCalendarPlus} act={<ButtonLink to="/book">{t('act.book')}</ButtonLink>}>
        {t('my.nothing-ahead')}
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      <Days bookings={bookings} />
      {ahead.hasNextPage && (
        <Button
          variant="default"
          loading={ahead.isFetchingNextPage}
          onClick={() => void ahead.fetchNextPage()}
          style={{ alignSelf: 'center' }}
        >
          {t('act.show-more')}
        </Button>
      )}
    </Stack>
  );
}

function Days({ bookings }: { bookings: Booking[] }) {
  const times = useTimes();
  const now = useNow();
  const days = Map.groupBy(bookings, (each) => localDay(new Date(each.starts_at), each.time_zone));
  return [...days].map(([day, ofDay]) => (
    <section key={day}>
      <Title order={2} className={classes.heading}>
        {times.namedDay(ofDay[0]?.starts_at ?? now, ofDay[0]?.time_zone, now)}
      </Title>
      <Stack gap="sm">
        {ofDay.map((booking) => (
          <BookingRow key={booking.booking_id} booking={booking} />
        ))}
      </Stack>
    </section>
  ));
}
