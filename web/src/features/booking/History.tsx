import { Code, Text, Timeline, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '@/api/schema';
import { bookingHistory } from '@/requests/booking-history';
import { useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { bookingTold } from '@/shared/told';
import { Loaded, Rows, When } from '@/shared/ui';
import classes from './History.module.css';

type Event = components['schemas']['EventSeen'];

const BOOKIT = '00000000-0000-0000-0000-000000000000';

/** What happened to a booking, as sentences; each opens to the event itself. */
export function History({ bookingId, zone }: { bookingId: string; zone: string }) {
  const { t } = useI18n();
  const history = useQuery(bookingHistory(bookingId));
  return (
    <section>
      <Title order={2} mb="md">
        {t('history.title')}
      </Title>
      <Loaded of={history} skeleton={<Rows count={2} height={48} />}>
        {({ items }) => (
          <Timeline bulletSize={16} lineWidth={2} active={items.length}>
            {items.toReversed().map((event) => (
              <Timeline.Item key={event.version}>
                <Entry event={event} zone={zone} />
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Loaded>
    </section>
  );
}

function Entry({ event, zone }: { event: Event; zone: string }) {
  const { t, has } = useI18n();
  const times = useTimes();
  const who = useMe();
  const [isOpen, setOpen] = useState(false);
  const by =
    event.actor_id === BOOKIT
      ? t('history.bookit')
      : event.actor_id === who.member_id
        ? t('history.you')
        : (event.actor_name ?? t('history.somebody'));
  return (
    <>
      <UnstyledButton className={classes.entry} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Text span>{bookingTold(event, { t, has, times, zone })}</Text>
        <Text span size="sm" c="dimmed" className={classes.by}>
          {by} · <When at={event.recorded_at} zone={zone} />
        </Text>
      </UnstyledButton>
      {isOpen && (
        <Code block mt="sm">
          {`${event.topic} · ${event.position}\n${JSON.stringify(event.data, null, 2)}`}
        </Code>
      )}
    </>
  );
}
