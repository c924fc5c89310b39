import { Button, type ButtonProps } from '@mantine/core';
import { IconDoorExit, IconUserCheck } from '@tabler/icons-react';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useToasts } from '@/shared/ui';
import type { Booking } from './booking';

interface Props extends ButtonProps {
  booking: Booking;
}

/** I am here. */
export function CheckInButton({ booking, ...looks }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const checkIn = useAct('check-in', {
    onDone: () => toasts.done(t('toast.checked-in')),
    onRefused: toasts.failed,
  });
  return (
    <Button
      leftSection={<IconUserCheck size={18} />}
      loading={checkIn.isUnderWay}
      onClick={() => checkIn.act({ booking_id: booking.booking_id })}
      {...looks}
    >
      {t('act.check-in')}
    </Button>
  );
}

/** I leave early; the rest is free at once. */
export function FinishButton({ booking, ...looks }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const finish = useAct('finish-booking', {
    onDone: () => toasts.done(t('toast.finished')),
    onRefused: toasts.failed,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDoorExit size={18} />}
      loading={finish.isUnderWay}
      onClick={() => finish.act({ booking_id: booking.booking_id })}
      {...looks}
    >
      {t('act.finish')}
    </Button>
  );
}
