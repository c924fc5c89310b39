import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { myWaitlist } from '@/requests/waitlist';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { useToasts } from '@/shared/ui';
import classes from './Offers.module.css';

/** Places that the waitlist offers, each until a time. */
export function Offers() {
  const { t } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const { data } = useQuery(myWaitlist);
  const accept = useAct('accept-offer', {
    onDone: () => toasts.done(t('toast.accepted')),
    onRefused: toasts.failed,
  });
  const decline = useAct('leave-waitlist', {
    onDone: () => toasts.done(t('toast.left-waitlist')),
    onRefused: toasts.failed,
  });
  const offers =
    data?.items.flatMap((entry) => (entry.offer ? [{ ...entry, offer: entry.offer }] : [])) ?? [];
  return offers.map((entry) => {
    const zone = entry.time_zone ?? undefined;
    return (
      <section key={entry.waitlist_id} className={classes.offer}>
        <div>
          <Text fw={600}>{t('offer.words', { room: entry.offer.room_name })}</Text>
          <Text size="sm" c="dimmed">
            {times.day(entry.starts_at, zone)}, {times.period(entry.starts_at, entry.ends_at, zone)} ·{' '}
            {t('offer.until', { time: times.time(entry.offer.accept_by, zone) })}
          </Text>
        </div>
        <Group gap="sm">
          <Button loading={accept.isUnderWay} onClick={() => accept.act({ waitlist_id: entry.waitlist_id })}>
            {t('act.accept')}
          </Button>
          <Button
            variant="subtle"
            loading={decline.isUnderWay}
            onClick={() => decline.act({ waitlist_id: entry.waitlist_id })}
          >
            {t('act.no-thanks')}
          </Button>
        </Group>
      </section>
    );
  });
}
