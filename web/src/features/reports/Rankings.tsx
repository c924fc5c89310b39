import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { figure, type Row } from './asked';
import { Ranking } from './Ranking';
import { Report } from './Report';

const MOST = 10;
const text = (row: Row, name: string) => (typeof row[name] === 'string' ? row[name] : '');

/** The rooms that are used most. */
export function BusiestRooms() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const share = (row: Row) => numbers.percent(figure(row, 'utilisation'));
  return (
    <Report
      title={t('reports.rooms')}
      about={t('reports.rooms-about')}
      name="utilisation"
      by={['room']}
      columns={[
        {
          name: 'room',
          words: t('reports.room'),
          write: (row) => `${text(row, 'room')} · ${text(row, 'building')}`,
        },
        { name: 'used', words: t('reports.utilisation'), write: share },
      ]}
    >
      {(rows) => (
        <Ranking
          whole={1}
          entries={rows
            .toSorted((a, b) => figure(b, 'utilisation') - figure(a, 'utilisation'))
            .slice(0, MOST)
            .map((row) => ({
              key: text(row, 'room_id'),
              words: text(row, 'room'),
              more: text(row, 'building'),
              value: figure(row, 'utilisation'),
              told: share(row),
            }))}
        />
      )}
    </Report>
  );
}

/** Why stays could not be booked. */
export function RefusedDemand() {
  const { t, has } = useI18n();
  const numbers = useNumbers();
  const reason = (row: Row) => {
    const rule = `reports.rule-${text(row, 'rule')}`;
    const slug = `problem.${text(row, 'reason')}`;
    if (text(row, 'rule')) return has(rule) ? t(rule) : text(row, 'rule');
    return has(slug) ? t(slug) : text(row, 'reason');
  };
  return (
    <Report
      title={t('reports.refused')}
      about={t('reports.refused-about')}
      name="refused"
      by={['reason', 'rule']}
      columns={[
        { name: 'reason', words: t('reports.reason'), write: reason },
        {
          name: 'refused',
          words: t('reports.how-often'),
          write: (row) => numbers.count(figure(row, 'refused')),
        },
      ]}
    >
      {(rows) => {
        const most = rows.toSorted((a, b) => figure(b, 'refused') - figure(a, 'refused')).slice(0, MOST);
        return (
          <Ranking
            whole={figure(most[0], 'refused')}
            entries={most.map((row) => ({
              key: `${row.reason} ${row.rule}`,
              words: reason(row),
              value: figure(row, 'refused'),
              told: numbers.count(figure(row, 'refused')),
            }))}
          />
        );
      }}
    </Report>
  );
}

const WHEN = ['earlier', 'within_a_day', 'within_an_hour', 'after_begin'] as const;

/** How late bookings were cancelled. */
export function Cancellations() {
  const { t } = useI18n();
  const numbers = useNumbers();
  return (
    <Report
      title={t('reports.cancellations')}
      about={t('reports.cancellations-about')}
      name="cancellations"
      by={['kind']}
      columns={[
        {
          name: 'kind',
          words: t('reports.kind'),
          write: (row) => t(`kind.${text(row, 'kind') as 'meeting_room'}`),
        },
        {
          name: 'rate',
          words: t('reports.cancelled'),
          write: (row) => numbers.percent(figure(row, 'cancelled_rate')),
        },
        ...WHEN.map((name) => ({
          name,
          words: t(`reports.cancelled-${name}`),
          write: (row: Row) => numbers.count(figure(row, name)),
        })),
      ]}
    >
      {(rows) => {
        const sums = WHEN.map((name) => rows.reduce((sum, row) => sum + figure(row, name), 0));
        return (
          <Ranking
            whole={Math.max(...sums)}
            entries={WHEN.map((name, index) => ({
              key: name,
              words: t(`reports.cancelled-${name}`),
              value: sums[index] ?? 0,
              told: numbers.count(sums[index] ?? 0),
            }))}
          />
        );
      }}
    </Report>
  );
}
