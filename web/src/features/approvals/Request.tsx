import { Button, Popover, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '@/shared/api';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { useToasts, When } from '@/shared/ui';
import classes from './approvals.module.css';

/** Somebody's wish: who, what, where, when, until when to decide; yes with one press, no with a reason. */
export function Request({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const zone = booking.time_zone;
  const approve = useAct('approve-booking', {
    onDone: () => toasts.done(t('approvals.approved')),
    onRefused: toasts.failed,
  });
  const who = booking.member_name ?? t('approvals.somebody');
  return (
    <li className={classes.request}>
      <div>
        <Link to="/bookings/$bookingId" params={{ bookingId: booking.booking_id }} className={classes.title}>
          {booking.title ? `${who}: ${booking.title}` : who}
        </Link>
        <Text size="sm">
          {times.day(booking.starts_at, zone)}, {times.period(booking.starts_at, booking.ends_at, zone)}
          {' · '}
          {placeOf(booking)}, {booking.building_name}
        </Text>
        <Text size="sm" c="dimmed">
          {booking.attendees !== null && `${t('room.capacity', { count: booking.attendees })} · `}
          {booking.decide_by && (
            <>
              {t('approvals.decide')} <When at={booking.decide_by} zone={zone} />
            </>
          )}
        </Text>
      </div>
      <div className={classes.acts}>
        <Button
          leftSection={<IconCheck size={18} />}
          loading={approve.isUnderWay}
          aria-label={t('approvals.approve-of', { name: who })}
          onClick={() => approve.act({ booking_id: booking.booking_id })}
        >
          {t('approvals.approve')}
        </Button>
        <RejectButton booking={booking} who={who} />
      </div>
    </li>
  );
}

function RejectButton({ booking, who }: { booking: Booking; who: string }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reject = useAct('reject-booking', {
    onDone: () => toasts.done(t('approvals.rejected')),
    onRefused: toasts.failed,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconX size={18} />}
          loading={reject.isUnderWay}
          aria-label={t('approvals.reject-of', { name: who })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('approvals.reject')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Textarea
            label={t('approvals.why')}
            description={t('approvals.why-about')}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            color="red"
            onClick={() => {
              setOpen(false);
              reject.act({ booking_id: booking.booking_id, reason: reason.trim() || null });
            }}
          >
            {t('approvals.reject')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
