import { Stack, Title } from '@mantine/core';
import { IconCalendarPlus, IconSunHigh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { agenda } from '@/requests/agenda';
import { buildings } from '@/requests/buildings';
import { reaches, useMe } from '@/requests/me';
import { type Booking, BookingRow, CheckInButton, canCheckIn, isOver } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { localDay, useNow, useTimes } from '@/shared/time';
import { ButtonLink, EmptyState, Failure, Page, problemOf, Rows } from '@/shared/ui';
import { NextUp } from './NextUp';
import { Offers } from './Offers';
import classes from './TodayPage.module.css';

const DAYS_AHEAD = 7;

/** What the day brings: what runs or comes next, the rest of today, the days after. */
export function TodayPage() {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const who = useMe();
  const ahead = useInfiniteQuery(agenda);
  const bookings = ahead.data?.pages.flatMap((page) => page.items).filter((each) => !isOver(each, now));

  return (
    <Page
      title={t('today.title', { name: who.name.split(' ')[0] })}
      about={times.fullDay(now)}
      acts={
        <ButtonLink to="/book" leftSection={<IconCalendarPlus size={18} />}>
          {t('act.book')}
        </ButtonLink>
      }
    >
      <Stack gap="lg">
        <Offers />
        {bookings && <Bookings bookings={bookings} now={now} />}
        {!bookings && ahead.isError && (
          <Failure problem={problemOf(ahead.error)} onRetry={() => void ahead.refetch()} />
        )}
        {!bookings && !ahead.isError && <Rows count={4} />}
      </Stack>
    </Page>
  );
}

function Bookings({ bookings, now }: { bookings: Booking[]; now: Date }) {
  const { t } = useI18n();
  const times = useTimes();
  const today = bookings.filter((each) => Date.parse(each.starts_at) <= now.getTime() || isToday(each, now));
  const later = byDay(bookings.filter((each) => !today.includes(each))).slice(0, DAYS_AHEAD);
  const [next, ...rest] = today;
  const who = useMe();
  const mayBegin = reaches(who, 'add-building');
  const houses = useQuery({ ...buildings, enabled: mayBegin && !next });
  const isNew = mayBegin && houses.data?.items.length === 0;

  return (
    <>
      {next ? (
        <NextUp booking={next} now={now} />
      ) : (
        <EmptyState
          icon={IconSunHigh}
          act={
            <ButtonLink to={isNew ? '/manage/start' : '/book'} variant={isNew ? 'filled' : 'light'}>
              {t(isNew ? 'start.title' : 'act.book')}
            </ButtonLink>
          }
        >
          {t(isNew ? 'start.nothing-yet' : 'today.nothing')}
        </EmptyState>
      )}
      {rest.length > 0 && (
        <section>
          <Title order={2} className={classes.heading}>
            {t('today.later')}
          </Title>
          <Stack gap="sm">
            {rest.map((booking) => (
              <Row key={booking.booking_id} booking={booking} now={now} />
            ))}
          </Stack>
        </section>
      )}
      {later.map(([day, ofDay]) => (
        <section key={day}>
          <Title order={2} className={classes.heading}>
            {times.namedDay(ofDay[0]?.starts_at ?? now, ofDay[0]?.time_zone)}
          </Title>
          <Stack gap="sm">
            {ofDay.map((booking) => (
              <Row key={booking.booking_id} booking={booking} now={now} />
            ))}
          </Stack>
        </section>
      ))}
    </>
  );
}

function Row({ booking, now }: { booking: Booking; now: Date }) {
  const acts = canCheckIn(booking, now) && <CheckInButton booking={booking} size="xs" variant="light" />;
  return <BookingRow booking={booking} acts={acts || undefined} />;
}

const isToday = (booking: Booking, now: Date) =>
  localDay(new Date(booking.starts_at), booking.time_zone) === localDay(now, booking.time_zone);

/** Bookings by their local day, in order. */
function byDay(bookings: Booking[]): [string, Booking[]][] {
  const days = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const day = localDay(new Date(booking.starts_at), booking.time_zone);
    days.set(day, [...(days.get(day) ?? []), booking]);
  }
  return [...days];
}
