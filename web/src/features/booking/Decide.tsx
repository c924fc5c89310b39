import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useAct } from '@/shared/api';
import type { Booking } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useToasts } from '@/shared/ui';

/** Allow a pending booking, or not: for those who decide there. */
export function Decide({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const approve = useAct('approve-booking', {
    onDone: () => toasts.done(t('toast.approved')),
    onRefused: toasts.failed,
  });
  const reject = useAct('reject-booking', {
    onDone: () => toasts.done(t('toast.rejected')),
    onRefused: toasts.failed,
  });
  const { booking_id } = booking;
  return (
    <>
      <Button
        leftSection={<IconCheck size={18} />}
        loading={approve.isUnderWay}
        onClick={() => approve.act({ booking_id })}
      >
        {t('act.approve')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconX size={18} />}
        loading={reject.isUnderWay}
        onClick={() => reject.act({ booking_id })}
      >
        {t('act.reject')}
      </Button>
    </>
  );
}
