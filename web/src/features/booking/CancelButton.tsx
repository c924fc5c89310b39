import { Button, Popover, Radio, Stack, Textarea } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '@/shared/api';
import { type Booking, SCOPES, type Scope } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useToasts } from '@/shared/ui';

/** Give a booking up, or dates of its series; the toast undoes it. */
export function CancelButton({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<Scope>('this');
  const cancel = useAct('cancel-booking', {
    onDone: (answer) => toasts.done(t('toast.cancelled'), answer.command_id),
    onRefused: toasts.failed,
  });
  const cancelSeries = useAct('cancel-series', {
    onDone: (answer) => toasts.done(t('toast.cancelled'), answer.command_id),
    onRefused: toasts.failed,
  });

  function give() {
    setOpen(false);
    const why = reason.trim() || null;
    const { booking_id, series_id } = booking;
    if (series_id && scope !== 'this')
      cancelSeries.act({ series_id, booking_id, scope, reason: why, also_changed: false });
    else cancel.act({ booking_id, reason: why });
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconCalendarOff size={18} />}
          loading={cancel.isUnderWay || cancelSeries.isUnderWay}
          onClick={() => setOpen(!isOpen)}
        >
          {t('act.cancel-booking')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          {booking.series_id && (
            <Radio.Group
              label={t('cancel.scope')}
              value={scope}
              onChange={(value) => setScope(SCOPES.find((each) => each === value) ?? 'this')}
            >
              <Stack gap="sm" mt="sm">
                {SCOPES.map((each) => (
                  <Radio key={each} value={each} label={t(`scope.${each}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Textarea
            label={t('cancel.reason')}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button color="red" onClick={give}>
            {t('act.cancel-booking')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
