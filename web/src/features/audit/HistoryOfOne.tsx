import {
  Button,
  Code,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Timeline,
  VisuallyHidden,
} from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { components } from '@/api/schema';
import { type HistoryOf, history } from '@/requests/history';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { search } from '@/shared/router';
import { useTimes } from '@/shared/time';
import { EmptyState, Failure, problemOf, Rows, When } from '@/shared/ui';
import classes from './audit.module.css';
import { MemberInput } from './Member';
import { told } from './told';
import { useNames } from './useNames';
import { type ValueTeller, valueTold } from './values';

type Event = components['schemas']['EventSeen'];
type Change = components['schemas']['ChangeSeen'];

const route = getRouteApi('/signed-in/audit');
const KINDS = ['bookings', 'rooms', 'members', 'series', 'streams'] as const;
const BOOKIT = '00000000-0000-0000-0000-000000000000';

/** What one booking, room, person or series went through, from the beginning. */
export function HistoryOfOne() {
  const { t } = useI18n();
  const navigate = route.useNavigate();
  const { of = 'bookings', id } = route.useSearch();
  const choose = (next: HistoryOf, what?: string) =>
    void navigate({ search: (before) => ({ ...before, of: next, id: what }) });
  return (
    <Stack gap="lg">
      <Group gap="md" align="flex-end">
        <div className={classes.kinds}>
          <SegmentedControl
            aria-label={t('audit.of-what')}
            value={of}
            onChange={(next) => choose(KINDS.find((each) => each === next) ?? 'bookings')}
            data={KINDS.map((each) => ({ value: each, label: t(`audit.of-${each}`) }))}
          />
        </div>
        <Which of={of} id={id} onChoose={(next) => choose(of, next)} />
      </Group>
      {id ? <Story of={of} id={id} /> : <EmptyState icon={IconHistory}>{t('audit.choose')}</EmptyState>}
    </Stack>
  );
}

interface WhichProps {
  of: HistoryOf;
  id: string | undefined;
  onChoose: (id: string | undefined) => void;
}

function Which({ of, id, onChoose }: WhichProps) {
  const { t } = useI18n();
  const all = useQuery({ ...rooms(), enabled: of === 'rooms' });
  if (of === 'members') return <MemberInput value={id} onChange={onChoose} />;
  if (of === 'rooms') {
    return (
      <Select
        label={t('reports.room')}
        searchable
        clearable
        value={id ?? null}
        onChange={(next) => onChoose(next ?? undefined)}
        data={all.data?.items.map((each) => ({ value: each.room_id, label: each.name })) ?? []}
        w={280}
      />
    );
  }
  return (
    <TextInput
      key={`${of} ${id}`}
      label={t('audit.id')}
      placeholder="0198c0de-…"
      defaultValue={id ?? ''}
      onChange={({ currentTarget }) => {
        const found = search.uuid(currentTarget.value.trim());
        if (found && found !== id) onChoose(found);
      }}
      w={360}
    />
  );
}

function Story({ of, id }: { of: HistoryOf; id: string }) {
  const { t } = useI18n();
  const nameOf = useNames();
  const story = useInfiniteQuery(history(of, id));
  if (story.isError) return <Failure problem={problemOf(story.error)} onRetry={() => void story.refetch()} />;
  if (!story.data) return <Rows count={4} height={64} />;
  return (
    <>
      <Timeline bulletSize={16} lineWidth={2} active={Number.MAX_SAFE_INTEGER}>
        {story.data.pages
          .flatMap((page) => page.items)
          .map((event) => (
            <Timeline.Item key={event.position}>
              <Told event={event} nameOf={nameOf} />
            </Timeline.Item>
          ))}
      </Timeline>
      {story.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={story.isFetchingNextPage}
          onClick={() => void story.fetchNextPage()}
        >
          {t('act.show-more')}
        </Button>
      )}
    </>
  );
}

function Told({ event, nameOf }: { event: Event; nameOf: ValueTeller['nameOf'] }) {
  const { t, has } = useI18n();
  const times = useTimes();
  const teller = { t, has, times, nameOf };
  const by = event.actor_id === BOOKIT ? t('history.bookit') : (event.actor_name ?? t('history.somebody'));
  return (
    <>
      <Text>{told(event, teller)}</Text>
      <Text size="sm" c="dimmed">
        {by} · <When at={event.recorded_at} /> · <span lang="en">{event.command ?? event.topic}</span> ·{' '}
        {event.position}
      </Text>
      {event.changed.length > 0 && (
        <dl className={classes.changes}>
          {event.changed.map((change) => (
            <Changed key={change.field} change={change} teller={teller} />
          ))}
        </dl>
      )}
    </>
  );
}

function Changed({ change, teller }: { change: Change; teller: ValueTeller }) {
  const { field, before, after } = change;
  const { t, has } = teller;
  const name = `field.${field}`;
  return (
    <>
      <dt>{has(name) ? t(name) : field}</dt>
      <dd>
        {before !== null && before !== undefined && (
          <>
            <del>
              <VisuallyHidden>{t('audit.before')}</VisuallyHidden>
              <Value field={field} of={before} teller={teller} />
            </del>{' '}
            <span aria-hidden>→</span>{' '}
          </>
        )}
        <ins>
          <VisuallyHidden>{t('audit.after')}</VisuallyHidden>
          <Value field={field} of={after} teller={teller} />
        </ins>
      </dd>
    </>
  );
}

interface ValueProps {
  field: string;
  of: Change['after'];
  teller: ValueTeller;
}

function Value({ field, of: value, teller }: ValueProps) {
  return valueTold(field, value, teller) ?? <Code>{JSON.stringify(value)}</Code>;
}
