import { Button, Paper, Stack, Text } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Booking, isLive } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { qrCode } from '@/shared/qr';
import classes from './Carry.module.css';
import { calendarFile } from './calendar-file';

/** What one takes along: the page as a code for the phone, the stay as a calendar file. */
export function Carry({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const address = `${window.location.origin}/bookings/${booking.booking_id}`;
  const code = useMemo(() => qrCode(address, 1), [address]);
  const file = useMemo(
    () => `data:text/calendar;charset=utf-8,${encodeURIComponent(calendarFile(booking, address))}`,
    [booking, address],
  );
  return (
    <Paper withBorder radius="lg" p="lg">
      <Stack gap="md" align="center">
        <img src={code} alt={t('carry.code')} width={152} height={152} className={classes.code} />
        <Text size="sm" c="dimmed" ta="center">
          {t('carry.words')}
        </Text>
        {isLive(booking) && (
          <Button
            component="a"
            fullWidth
            variant="default"
            href={file}
            download="booking.ics"
            leftSection={<IconCalendarDown size={18} />}
          >
            {t('act.calendar-file')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
