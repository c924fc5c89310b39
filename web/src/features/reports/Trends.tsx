import { AreaChart, BarChart, LineChart } from '@mantine/charts';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { useTimes } from '@/shared/time';
import { figure, type Row, stepOf, useAsked } from './asked';
import { type Column, Report } from './Report';
import classes from './reports.module.css';

const HEIGHT = 240;

/** What all pictures have in common: no motion, and who can't see them gets the numbers instead. */
const CALM = {
  h: HEIGHT,
  withLegend: true,
  accessibilityLayer: false,
  'aria-hidden': true,
  tickLine: 'none',
  gridAxis: 'x',
  legendProps: { verticalAlign: 'bottom', height: 40 },
  tooltipAnimationDuration: 0,
} as const;
const WHOLE = { allowDecimals: false } as const;
const STILL = { isAnimationActive: false } as const;

/** The steps of a trend: by which column rows come, and how one is told. */
function useSteps() {
  const { t } = useI18n();
  const times = useTimes();
  const [asked] = useAsked();
  const step = stepOf(asked);
  const told = (row: Row): string => {
    const value = String(row[step]);
    return step === 'month'
      ? times.month(`${value}-15T12:00:00Z`, 'UTC')
      : times.date(`${value}T12:00:00Z`, 'UTC');
  };
  const column: Column = { name: step, words: t(`reports.step-${step}`), write: told };
  return { step, told, column };
}

/** The measures of a report as columns of numbers and as parts of a picture, told the same. */
function useCounts(measures: { name: string; words: string; color: string }[]) {
  const numbers = useNumbers();
  return {
    columns: measures.map(
      ({ name, words }): Column => ({ name, words, write: (row) => numbers.count(figure(row, name)) }),
    ),
    series: measures.map(({ name, words, color }) => ({ name, label: words, color })),
    write: numbers.count,
  };
}

export function UtilisationTrend() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const { step, told, column } = useSteps();
  return (
    <Report
      title={t('reports.trend')}
      about={t('reports.trend-about')}
      name="utilisation"
      by={[step]}
      columns={[
        column,
        {
          name: 'used',
          words: t('reports.utilisation'),
          write: (row) => numbers.percent(figure(row, 'utilisation')),
        },
      ]}
    >
      {(rows) => (
        <AreaChart
          {...CALM}
          withLegend={false}
          className={classes.chart}
          data={rows.map((row) => ({ step: told(row), utilisation: figure(row, 'utilisation') }))}
          dataKey="step"
          series={[{ name: 'utilisation', label: t('reports.utilisation'), color: 'var(--mine)' }]}
          areaProps={STILL}
          curveType="monotone"
          withDots={false}
          valueFormatter={numbers.percent}
        />
      )}
    </Report>
  );
}

export function BookingsTrend() {
  const { t } = useI18n();
  const { step, told, column } = useSteps();
  const counts = useCounts([
    { name: 'standing', words: t('reports.stood'), color: 'var(--mine)' },
    { name: 'cancelled', words: t('reports.cancelled'), color: 'var(--closed)' },
    { name: 'released', words: t('reports.released'), color: 'var(--busy)' },
    { name: 'rejected', words: t('reports.rejected'), color: 'var(--other)' },
  ]);
  return (
    <Report
      title={t('reports.bookings')}
      about={t('reports.bookings-about')}
      name="bookings"
      by={[step]}
      columns={[column, ...counts.columns]}
    >
      {(rows) => (
        <BarChart
          {...CALM}
          type="stacked"
          className={classes.chart}
          data={rows.map((row) => ({ ...row, step: told(row) }))}
          dataKey="step"
          series={counts.series}
          barProps={STILL}
          maxBarWidth={32}
          yAxisProps={WHOLE}
          valueFormatter={counts.write}
        />
      )}
    </Report>
  );
}

export function NoShows() {
  const { t } = useI18n();
  const { step, told, column } = useSteps();
  const counts = useCounts([
    { name: 'came', words: t('reports.came'), color: 'var(--free)' },
    { name: 'no_shows', words: t('reports.did-not-come'), color: 'var(--busy)' },
  ]);
  return (
    <Report
      title={t('reports.no-shows')}
      about={t('reports.no-shows-about')}
      name="no-shows"
      by={[step]}
      columns={[column, ...counts.columns]}
    >
      {(rows) => (
        <BarChart
          {...CALM}
          type="stacked"
          className={classes.chart}
          data={rows.map((row) => ({ ...row, step: told(row) }))}
          dataKey="step"
          series={counts.series}
          barProps={STILL}
          maxBarWidth={32}
          yAxisProps={WHOLE}
          valueFormatter={counts.write}
        />
      )}
    </Report>
  );
}

export function Peak() {
  const { t } = useI18n();
  const { step, told, column } = useSteps();
  const counts = useCounts([
    { name: 'peak', words: t('reports.held-at-once'), color: 'var(--mine)' },
    { name: 'places', words: t('reports.places'), color: 'var(--closed)' },
  ]);
  return (
    <Report
      title={t('reports.peak')}
      about={t('reports.peak-about')}
      name="peak"
      by={[step]}
      columns={[column, ...counts.columns]}
    >
      {(rows) => (
        <LineChart
          {...CALM}
          className={classes.chart}
          data={rows.map((row) => ({ ...row, step: told(row) }))}
          dataKey="step"
          series={counts.series.map((each) =>
            each.name === 'places' ? { ...each, strokeDasharray: '5 5' } : each,
          )}
          lineProps={STILL}
          curveType="linear"
          withDots={false}
          yAxisProps={WHOLE}
          valueFormatter={counts.write}
        />
      )}
    </Report>
  );
}

export function Waiting() {
  const { t } = useI18n();
  const { step, told, column } = useSteps();
  const counts = useCounts([
    { name: 'promoted', words: t('reports.got-a-place'), color: 'var(--free)' },
    { name: 'expired', words: t('reports.in-vain'), color: 'var(--busy)' },
    { name: 'left', words: t('reports.gave-up'), color: 'var(--closed)' },
    { name: 'open', words: t('reports.still-wait'), color: 'var(--other)' },
  ]);
  return (
    <Report
      title={t('reports.waitlist')}
      about={t('reports.waitlist-about')}
      name="waitlist"
      by={[step]}
      columns={[column, ...counts.columns]}
    >
      {(rows) => (
        <BarChart
          {...CALM}
          type="stacked"
          className={classes.chart}
          data={rows.map((row) => ({ ...row, step: told(row) }))}
          dataKey="step"
          series={counts.series}
          barProps={STILL}
          maxBarWidth={32}
          yAxisProps={WHOLE}
          valueFormatter={counts.write}
        />
      )}
    </Report>
  );
}
