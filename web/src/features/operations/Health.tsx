import { useQuery } from '@tanstack/react-query';
import { opsParked } from '@/requests/ops-parked';
import { opsProcesses } from '@/requests/ops-processes';
import { opsProjections } from '@/requests/ops-projections';
import { opsQueues } from '@/requests/ops-queues';
import { opsSessions } from '@/requests/ops-sessions';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import classes from './operations.module.css';

const LATE_SECONDS = 30;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Whether all is well, in five figures. */
export function Health() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const builds = useQuery(opsProjections).data?.items.filter(({ build }) => build === 'live');
  const queues = useQuery(opsQueues).data?.items;
  const parked = useQuery(opsParked).data;
  const processes = useQuery(opsProcesses).data?.items;
  const sessions = useQuery(opsSessions).data;

  const lag =
    builds && Math.max(0, ...builds.map((each) => (each.events_behind > 0 ? each.seconds_behind : 0)));
  const failed =
    parked && sum(parked.events.map((each) => each.events)) + sum(parked.jobs.map((each) => each.jobs));
  const silent = processes?.filter(({ alive }) => !alive).length;

  return (
    <dl className={classes.health}>
      <Figure
        words={t('ops.health-lag')}
        value={lag === undefined ? undefined : lag === 0 ? t('ops.up-to-date') : numbers.seconds(lag)}
        isBad={lag !== undefined && lag > LATE_SECONDS}
      />
      <Figure
        words={t('ops.health-waiting')}
        value={queues && numbers.count(sum(queues.map((each) => each.waiting)))}
      />
      <Figure
        words={t('ops.health-parked')}
        value={failed === undefined ? undefined : numbers.count(failed)}
        isBad={failed !== undefined && failed > 0}
      />
      <Figure
        words={t('ops.health-processes')}
        value={
          processes &&
          `${numbers.count(processes.length - (silent ?? 0))} / ${numbers.count(processes.length)}`
        }
        isBad={silent !== undefined && silent > 0}
      />
      <Figure
        words={t('ops.health-people')}
        value={sessions && numbers.count(sessions.seen_in_an_hour)}
        more={sessions && t('ops.health-signed-in', { count: sessions.members })}
      />
    </dl>
  );
}

interface Props {
  words: string;
  value: string | undefined;
  more?: string | undefined;
  isBad?: boolean;
}

function Figure({ words, value, more, isBad = false }: Props) {
  return (
    <div className={classes.tile} data-bad={isBad || undefined}>
      <dt>{words}</dt>
      <dd>
        {value ?? '…'}
        {more && <small>{more}</small>}
      </dd>
    </div>
  );
}
