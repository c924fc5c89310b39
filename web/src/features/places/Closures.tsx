import { Button, Stack, Text } from '@mantine/core';
import { IconBarrierBlock } from '@tabler/icons-react';
import type { Room } from '@/requests/room';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { useToasts } from '@/shared/ui';
import classes from './Closures.module.css';

interface Props {
  room: Room;
  zone: string;
  mayReopen: boolean;
}

/** Closures that nobody gave an end to last until far beyond this. */
const ENDLESS = '2190';

/** When a room, or a seat of it, is out of use, and the way to end that. */
export function Closures({ room, zone, mayReopen }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const reopen = useAct('reopen-room', {
    onDone: () => toasts.done(t('manage.reopened')),
    onRefused: toasts.failed,
  });
  if (room.closures.length === 0) return null;
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label={t('manage.closures')}>
      {room.closures.map((closure) => {
        const seat = room.seats.find((each) => each.seat_id === closure.seat_id);
        const { starts_at, ends_at } = closure;
        return (
          <li key={closure.closure_id + starts_at} className={classes.closure}>
            <IconBarrierBlock size={20} aria-hidden />
            <div>
              <Text fw={600}>
                {ends_at > ENDLESS
                  ? t('manage.closed-from', { from: times.exactly(starts_at, zone) })
                  : t('manage.closed-between', {
                      period: `${times.day(starts_at, zone)}, ${times.time(starts_at, zone)} – ${times.day(ends_at, zone)}, ${times.time(ends_at, zone)}`,
                    })}
              </Text>
              <Text size="sm" c="dimmed">
                {[seat?.name, closure.reason].filter(Boolean).join(' · ')}
              </Text>
            </div>
            {mayReopen && (
              <Button
                variant="default"
                size="xs"
                loading={reopen.isUnderWay}
                onClick={() =>
                  reopen.act({
                    room_id: room.room_id,
                    seat_id: closure.seat_id,
                    period: { starts_at, ends_at },
                    reason: t('manage.reopen-reason'),
                  })
                }
              >
                {t('manage.reopen')}
              </Button>
            )}
          </li>
        );
      })}
    </Stack>
  );
}
