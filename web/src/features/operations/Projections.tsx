import { Button, Group, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { components } from '@/api/schema';
import { opsProjections } from '@/requests/ops-projections';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { Loaded, Rows, Section, Sure } from '@/shared/ui';
import { useTold } from './acts';
import classes from './operations.module.css';
import { Sparkline } from './Sparkline';
import { useTraces } from './trace';

type Build = components['schemas']['BuildSeen'];

const FLAT_LAG_SECONDS = 5;
const FLAT_RATE = 10;

/** One row for each read model: how far behind, how fast, which version; below it, its rebuild. */
export function Projections() {
  const { t } = useI18n();
  const builds = useQuery(opsProjections);
  const live = useMemo(() => builds.data?.items.filter(({ build }) => build === 'live'), [builds.data]);
  const lag = useTraces(useFigures(live, 'seconds_behind'), builds.dataUpdatedAt);
  const rate = useTraces(useFigures(live, 'events_per_second'), builds.dataUpdatedAt);

  return (
    <Section title={t('ops.read-models')} about={t('ops.read-models-about')}>
      <Loaded of={builds} skeleton={<Rows count={8} height={48} />}>
        {({ items }) => (
          <ul className={classes.rows}>
            {items
              .filter(({ build }) => build === 'live')
              .map((build) => (
                <ReadModel
                  key={build.name}
                  live={build}
                  rebuild={items.find((each) => each.name === build.name && each.build === 'rebuild')}
                  lag={lag[build.name] ?? []}
                  rate={rate[build.name] ?? []}
                />
              ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function useFigures(builds: Build[] | undefined, figure: 'seconds_behind' | 'events_per_second') {
  return useMemo(
    () => builds && Object.fromEntries(builds.map((each) => [each.name, each[figure]])),
    [builds, figure],
  );
}

interface ReadModelProps {
  live: Build;
  rebuild: Build | undefined;
  lag: number[];
  rate: number[];
}

function ReadModel({ live, rebuild, lag, rate }: ReadModelProps) {
  const { t } = useI18n();
  const numbers = useNumbers();
  const start = useTold('start-rebuild');
  return (
    <li className={classes.row}>
      <div className={classes.model}>
        <div>
          <Text fw={600}>{live.name}</Text>
          <Text size="sm" c="dimmed">
            {t('ops.version', { version: live.version })}
            {live.parked > 0 && (
              <span className={classes.bad}> · {t('ops.parked-count', { count: live.parked })}</span>
            )}
          </Text>
        </div>
        <Figure
          words={t('ops.behind')}
          value={live.events_behind === 0 ? t('ops.up-to-date') : numbers.seconds(live.seconds_behind)}
          more={live.events_behind === 0 ? '' : t('ops.events', { count: live.events_behind })}
          trace={lag}
          atLeast={FLAT_LAG_SECONDS}
        />
        <Figure
          words={t('ops.speed')}
          value={t('ops.per-second', { rate: numbers.rate(live.events_per_second) })}
          more=""
          trace={rate}
          atLeast={FLAT_RATE}
        />
        <Button
          className={classes.act}
          variant="default"
          size="xs"
          disabled={rebuild !== undefined}
          loading={start.isUnderWay}
          onClick={() => start.act({ projection: live.name })}
        >
          {t('ops.rebuild')}
        </Button>
      </div>
      {rebuild && <Rebuild of={rebuild} />}
    </li>
  );
}

interface FigureProps {
  words: string;
  value: string;
  more: string;
  trace: number[];
  atLeast: number;
}

function Figure({ words, value, more, trace, atLeast }: FigureProps) {
  return (
    <div className={classes.figure}>
      <div>
        <Text size="xs" c="dimmed">
          {words}
        </Text>
        <Text size="sm" className="tabular">
          {value}
          {more && <span className={classes.soft}> · {more}</span>}
        </Text>
      </div>
      <Sparkline values={trace} atLeast={atLeast} />
    </div>
  );
}

function Rebuild({ of: rebuild }: { of: Build }) {
  const { t } = useI18n();
  const numbers = useNumbers();
  const switchOver = useTold('switch-rebuild');
  const drop = useTold('drop-rebuild');
  const share = numbers.percent(rebuild.progress);
  const left =
    rebuild.events_behind === 0
      ? t('ops.rebuild-ready')
      : rebuild.seconds_left === null
        ? t('ops.rebuild-stands')
        : t('ops.rebuild-left', { time: numbers.seconds(rebuild.seconds_left) });
  return (
    <div className={classes.rebuild}>
      <Group justify="space-between" gap="sm" mb={4}>
        <Text size="sm">{t('ops.rebuilding', { version: rebuild.version })}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {share} · {left}
        </Text>
      </Group>
      <Progress
        value={rebuild.progress * 100}
        transitionDuration={150}
        aria-label={t('ops.rebuilding', { version: rebuild.version })}
      />
      <Group justify="space-between" gap="sm" mt="sm">
        <Text size="sm" c="dimmed">
          {rebuild.switch_when_ready ? t('ops.switches-itself') : t('ops.switch-by-hand')}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            loading={switchOver.isUnderWay}
            onClick={() => switchOver.act({ projection: rebuild.name })}
          >
            {t('ops.switch')}
          </Button>
          <Sure
            words={t('ops.drop')}
            sureWords={t('ops.drop-sure')}
            isUnderWay={drop.isUnderWay}
            onSure={() => drop.act({ projection: rebuild.name })}
          />
        </Group>
      </Group>
    </div>
  );
}
