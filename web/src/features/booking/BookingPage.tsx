import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { booking as bookingQuery } from '@/requests/booking';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Loaded, Page, Rows, Status } from '@/shared/ui';
import { Acts } from './Acts';
import classes from './BookingPage.module.css';
import { Carry } from './Carry';
import { Facts } from './Facts';
import { Feedback } from './Feedback';
import { History } from './History';
import { SeriesCard } from './SeriesCard';
import { SmallPlan } from './SmallPlan';

const route = getRouteApi('/signed-in/bookings/$bookingId');

/** One booking: what, when, where, who, what can be done, and what happened. */
export function BookingPage() {
  const { t } = useI18n();
  const { bookingId } = route.useParams();
  const found = useQuery(bookingQuery(bookingId));
  if (!found.data) {
    return (
      <Page title={t('booking.title')}>
        <Loaded of={found} skeleton={<Rows count={4} height={96} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return <Found booking={found.data} />;
}

function Found({ booking }: { booking: Booking }) {
  const times = useTimes();
  const day = times.fullDay(booking.starts_at, booking.time_zone);
  return (
    <Page title={booking.title || placeOf(booking)} about={day} acts={<Status of={booking.status} />}>
      <div className={classes.page}>
        <Stack gap="lg" className={classes.now}>
          <Facts booking={booking} />
          <Acts booking={booking} />
          <Feedback booking={booking} />
          {booking.series_id && <SeriesCard seriesId={booking.series_id} bookingId={booking.booking_id} />}
        </Stack>
        <Stack gap="lg" className={classes.side}>
          <Carry booking={booking} />
          <SmallPlan booking={booking} />
        </Stack>
        <div className={classes.story}>
          <History bookingId={booking.booking_id} zone={booking.time_zone} />
        </div>
      </div>
    </Page>
  );
}
