import { Button, Code, Group, MultiSelect, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '@/api/schema';
import { ledgerEvents } from '@/requests/ledger-events';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { addDays, instantOf, localDay, myZone, useNow, useTimes } from '@/shared/time';
import { AnchorLink, EmptyState, Failure, problemOf, Rows } from '@/shared/ui';
import classes from './audit.module.css';
import { MemberInput, MemberName } from './Member';
import { told, topicName } from './told';
import { KINDS_OF_STREAM, TOPICS } from './topics';

type Event = components['schemas']['PageOfLedgerEvents']['items'][number];

const route = getRouteApi('/signed-in/audit');

/** The ledger, event by event, narrowed by day, topic and person. */
export function Ledger() {
  const { t, has } = useI18n();
  const now = useNow();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { topics = [], actor, stream } = search;
  const until = search.until ?? localDay(now, myZone());
  const from = search.from && search.from <= until ? search.from : until;
  const change = (changes: object) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  const events = useInfiniteQuery(
    ledgerEvents({
      topic: topics.length > 0 ? topics : undefined,
      actor,
      stream,
      // One stream is short, and wanted whole.
      ...(stream
        ? {}
        : {
            from: instantOf(`${from}T00:00`, myZone()).toISOString(),
            to: instantOf(`${addDays(until, 1)}T00:00`, myZone()).toISOString(),
          }),
    }),
  );
  const items = events.data?.pages.flatMap((page) => page.items);

  return (
    <Stack gap="md">
      <Group gap="md" align="flex-end">
        {!stream && (
          <>
            <DayInput
              label={t('audit.from')}
              words="short"
              value={from}
              maxDate={until}
              onChange={(day) => change({ from: day })}
              w={160}
            />
            <DayInput
              label={t('audit.until')}
              words="short"
              value={until}
              minDate={from}
              onChange={(day) => change({ until: day })}
              w={160}
            />
          </>
        )}
        <MultiSelect
          label={t('audit.topics')}
          placeholder={topics.length === 0 ? t('audit.all') : ''}
          searchable
          clearable
          value={topics}
          onChange={(next) => change({ topics: next.length > 0 ? next : undefined })}
          data={TOPICS.map((topic) => ({ value: topic, label: topicName(topic, { t, has }) }))}
          miw={240}
          maw={480}
        />
        <MemberInput value={actor} onChange={(next) => change({ actor: next })} />
        {stream && (
          <Button variant="default" onClick={() => change({ stream: undefined })}>
            {t('audit.all-streams')}
          </Button>
        )}
      </Group>
      {events.isError && <Failure problem={problemOf(events.error)} onRetry={() => void events.refetch()} />}
      {events.isPending && <Rows count={8} height={40} />}
      {items?.length === 0 && <EmptyState icon={IconListSearch}>{t('audit.nothing')}</EmptyState>}
      {items && items.length > 0 && (
        <ol className={classes.events}>
          {items.map((event) => (
            <Entry key={event.position} event={event} />
          ))}
        </ol>
      )}
      {events.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          {t('act.show-more')}
        </Button>
      )}
    </Stack>
  );
}

function Entry({ event }: { event: Event }) {
  const { t, has } = useI18n();
  const times = useTimes();
  const numbers = useNumbers();
  const [isOpen, setOpen] = useState(false);
  const network = `network.${event.address_class}`;
  const kind = KINDS_OF_STREAM[event.topic.slice(0, event.topic.indexOf('.'))] ?? 'streams';
  return (
    <li className={classes.event}>
      <UnstyledButton className={classes.line} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes.position}>{numbers.count(event.position)}</span>
        <span className={classes.topic}>{topicName(event.topic, { t, has })}</span>
        <span className={classes.by}>
          <MemberName id={event.actor_id} />
        </span>
        <time dateTime={event.recorded_at} className={classes.at}>
          {times.day(event.recorded_at)}, {times.time(event.recorded_at)}
        </time>
      </UnstyledButton>
      {isOpen && (
        <div className={classes.opened}>
          <Text>{told(event, { t, has, times })}</Text>
          <Text size="sm" c="dimmed">
            <span lang="en">{event.topic}</span> ·{' '}
            {t('audit.by-command', {
              command: event.command ?? '–',
              address: has(network) ? t(network) : '–',
            })}
          </Text>
          <Code block mt="sm" className={classes.data}>
            {event.data === null ? t('audit.damaged') : JSON.stringify(event.data, null, 2)}
          </Code>
          <Code block mt="sm" className={classes.data}>
            {event.hash}
          </Code>
          <Group gap="md" mt="sm">
            <AnchorLink to="/audit" search={{ part: 'history', of: kind, id: event.stream_id }} size="sm">
              {t('audit.its-history')}
            </AnchorLink>
            <AnchorLink to="/audit" search={{ part: 'ledger', stream: event.stream_id }} size="sm">
              {t('audit.its-stream')}
            </AnchorLink>
            <AnchorLink to="/audit" search={{ part: 'then', at: event.recorded_at }} size="sm">
              {t('audit.that-moment')}
            </AnchorLink>
          </Group>
        </div>
      )}
    </li>
  );
}
