import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { useTimes } from '@/shared/time';
import { figure, type Row } from './asked';
import { Report } from './Report';
import classes from './reports.module.css';

const MONDAY = Date.UTC(2026, 0, 5);
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const LEAST_FULL = 0.2;

/** How full it is at each hour of the week: the darker, the fuller. */
export function HeatMap() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const times = useTimes();
  const dayOf = (weekday: number) =>
    times.weekday(new Date(MONDAY + (weekday - 1) * 86_400_000).toISOString(), 'UTC');
  const hourOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return (
    <Report
      title={t('reports.heat')}
      about={t('reports.heat-about')}
      name="utilisation"
      by={['weekday', 'hour']}
      columns={[
        {
          name: 'when',
          words: t('reports.hour'),
          write: (row) => `${dayOf(figure(row, 'weekday'))}, ${hourOf(figure(row, 'hour'))}`,
        },
        {
          name: 'used',
          words: t('reports.utilisation'),
          write: (row) => numbers.percent(figure(row, 'utilisation')),
        },
      ]}
    >
      {(rows) => {
        const cells = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
        const hours = hoursOf(rows);
        // The fullest hour is the darkest, so that quiet houses have a picture, too.
        const fullest = Math.max(LEAST_FULL, ...rows.map((row) => Math.min(1, figure(row, 'utilisation'))));
        return (
          <div
            className={classes.heat}
            style={{ '--hours': hours.length } as React.CSSProperties}
            aria-hidden="true"
          >
            <span />
            {hours.map((hour) => (
              <span key={hour} className={classes.hour}>
                {hour}
              </span>
            ))}
            {DAYS.flatMap((weekday) => [
              <span key={weekday} className={classes.weekday}>
                {dayOf(weekday)}
              </span>,
              ...hours.map((hour) => {
                const row = cells.get(`${weekday} ${hour}`);
                const share = figure(row, 'utilisation');
                return (
                  <span
                    key={`${weekday} ${hour}`}
                    className={classes.cell}
                    data-closed={figure(row, 'open_minutes') === 0 || undefined}
                    style={
                      {
                        '--share': `${Math.round(100 * Math.min(share / fullest, 1))}%`,
                      } as React.CSSProperties
                    }
                    title={`${dayOf(weekday)}, ${hourOf(hour)}: ${numbers.percent(share)}`}
                  >
                    {share >= 0.005 ? Math.round(share * 100) : ''}
                  </span>
                );
              }),
            ])}
          </div>
        );
      }}
    </Report>
  );
}

/** From the first to the last hour at which there is anything; the night is left out. */
function hoursOf(rows: Row[]): number[] {
  const busy = rows
    .filter((row) => figure(row, 'open_minutes') > 0 || figure(row, 'held_minutes') > 0)
    .map((row) => figure(row, 'hour'));
  const [first, last] = [Math.min(...busy, 8), Math.max(...busy, 18)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
