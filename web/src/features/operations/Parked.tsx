import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { components } from '@/api/schema';
import { opsParked } from '@/requests/ops-parked';
import { useI18n } from '@/shared/i18n';
import { Loaded, Rows, Section, Sure, When } from '@/shared/ui';
import { useTold } from './acts';
import classes from './operations.module.css';

type Events = components['schemas']['ParkedEvents'];
type Jobs = components['schemas']['ParkedJobs'];

/** What failed for good, by what was wrong with it: try it again after a repair, or give it up. */
export function Parked() {
  const { t } = useI18n();
  const parked = useQuery(opsParked);
  return (
    <Section title={t('ops.parked')} about={t('ops.parked-about')}>
      <Loaded of={parked} skeleton={<Rows count={1} height={40} />}>
        {({ events, jobs }) =>
          events.length + jobs.length === 0 ? (
            <Group gap="sm" className={classes.good}>
              <IconCircleCheck size={20} aria-hidden />
              <Text>{t('ops.nothing-parked')}</Text>
            </Group>
          ) : (
            <Stack gap="md">
              {events.map((each) => (
                <ParkedEvents
                  key={`${each.projection} ${each.build} ${each.topic} ${each.cause}`}
                  of={each}
                />
              ))}
              {jobs.map((each) => (
                <ParkedJobs key={`${each.kind} ${each.cause}`} of={each} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

function ParkedEvents({ of: { projection, build, topic, cause, events, last_parked_at } }: { of: Events }) {
  const { t } = useI18n();
  const retry = useTold('retry-parked-events');
  const discard = useTold('discard-parked-events');
  const which = { projection, build, topic, cause };
  return (
    <Entry
      title={t('ops.parked-events', { count: events, projection })}
      about={topic}
      cause={cause}
      at={last_parked_at}
    >
      <Button size="xs" variant="default" loading={retry.isUnderWay} onClick={() => retry.act(which)}>
        {t('ops.retry')}
      </Button>
      <Sure
        words={t('ops.discard')}
        sureWords={t('ops.discard-sure', { count: events })}
        isUnderWay={discard.isUnderWay}
        onSure={() => discard.act(which)}
      />
    </Entry>
  );
}

function ParkedJobs({ of: { kind, cause, jobs, queue, examples, last_parked_at } }: { of: Jobs }) {
  const { t } = useI18n();
  const retry = useTold('retry-jobs');
  const discard = useTold('discard-jobs');
  // A group without a cause can only be given up by naming its jobs.
  const which = cause === null ? { kind, job_ids: examples } : { kind, cause };
  return (
    <Entry
      title={t('ops.parked-jobs', { count: jobs, kind })}
      about={t(`ops.queue-${queue}`)}
      cause={cause}
      at={last_parked_at}
    >
      <Button size="xs" variant="default" loading={retry.isUnderWay} onClick={() => retry.act(which)}>
        {t('ops.retry')}
      </Button>
      <Sure
        words={t('ops.discard')}
        sureWords={t('ops.discard-sure', { count: cause === null ? examples.length : jobs })}
        isUnderWay={discard.isUnderWay}
        onSure={() => discard.act(which)}
      />
    </Entry>
  );
}

interface EntryProps {
  title: string;
  about: string;
  cause: string | null;
  at: string;
  children: ReactNode;
}

function Entry({ title, about, cause, at, children }: EntryProps) {
  return (
    <article className={classes.parked}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {about} · <When at={at} />
          </Text>
        </div>
        <Group gap="xs">{children}</Group>
      </Group>
      {cause && (
        <Code block mt="sm" className={classes.cause}>
          {cause}
        </Code>
      )}
    </article>
  );
}
