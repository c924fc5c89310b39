import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { myWaitlist } from '@/requests/waitlist';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { EmptyState, Loaded, useToasts } from '@/shared/ui';

/** What I wait for, and how many come before me. */
export function WaitingList() {
  const { t, has } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const waiting = useQuery(myWaitlist);
  const leave = useAct('leave-waitlist', {
    onDone: () => toasts.done(t('toast.left-waitlist')),
    onRefused: toasts.failed,
  });
  const accept = useAct('accept-offer', {
    onDone: () => toasts.done(t('toast.accepted')),
    onRefused: toasts.failed,
  });

  return (
    <Loaded of={waiting}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconHourglass}>{t('waiting.nothing')}</EmptyState>
        ) : (
          <Stack gap="sm">
            {items.map((entry) => {
              const kind = `kind.${entry.kind}`;
              const what = entry.room_name ?? (has(kind) ? t(kind) : t('waiting.anything'));
              return (
                <Paper key={entry.waitlist_id} p="md" radius="lg" withBorder>
                  <Group justify="space-between" gap="md">
                    <div>
                      <Text fw={550}>{[what, entry.seat_name].filter(Boolean).join(' · ')}</Text>
                      <Text size="sm" c="dimmed">
                        {times.day(entry.starts_at, entry.time_zone)},{' '}
                        {times.period(entry.starts_at, entry.ends_at, entry.time_zone)} ·{' '}
                        {entry.building_name}
                      </Text>
                      <Text size="sm" mt={4}>
                        {entry.offer
                          ? t('offer.until', { time: times.time(entry.offer.accept_by, entry.time_zone) })
                          : t('waiting.ahead', { count: entry.ahead ?? 0 })}
                      </Text>
                    </div>
                    <Group gap="sm">
                      {entry.offer && (
                        <Button onClick={() => accept.act({ waitlist_id: entry.waitlist_id })}>
                          {t('act.accept')}
                        </Button>
                      )}
                      <Button variant="default" onClick={() => leave.act({ waitlist_id: entry.waitlist_id })}>
                        {t('act.leave-waitlist')}
                      </Button>
                    </Group>
                  </Group>
                </Paper>
              );
            })}
          </Stack>
        )
      }
    </Loaded>
  );
}
