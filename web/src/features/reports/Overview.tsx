import { useQuery } from '@tanstack/react-query';
import { type ReportName, report } from '@/requests/report';
import { useI18n } from '@/shared/i18n';
import { useNumbers } from '@/shared/numbers';
import { figure, type Row, useAsked, wanted } from './asked';
import classes from './reports.module.css';

function useWhole(name: ReportName): Row | undefined {
  const [asked] = useAsked();
  const { data } = useQuery(report(name, wanted(asked)));
  return data ? (data.items[0] ?? {}) : undefined;
}

/** The period in six figures. */
export function Overview() {
  const { t } = useI18n();
  const numbers = useNumbers();
  const used = useWhole('utilisation');
  const booked = useWhole('bookings');
  const missed = useWhole('no-shows');
  const peak = useWhole('peak');
  const refused = useWhole('refused');
  const waited = useWhole('waitlist');
  return (
    <dl className={classes.overview}>
      <Tile words={t('reports.utilisation')} value={used && numbers.percent(figure(used, 'utilisation'))} />
      <Tile
        words={t('reports.bookings')}
        value={booked && numbers.count(figure(booked, 'bookings'))}
        more={booked && t('reports.of-them-stood', { count: figure(booked, 'standing') })}
      />
      <Tile
        words={t('reports.no-shows')}
        value={missed && numbers.percent(figure(missed, 'no_show_rate'))}
        more={missed && t('reports.of-expected', { count: figure(missed, 'expected') })}
      />
      <Tile
        words={t('reports.peak')}
        value={peak && numbers.count(figure(peak, 'peak'))}
        more={peak && t('reports.of-places', { count: figure(peak, 'places') })}
      />
      <Tile words={t('reports.waited')} value={waited && numbers.count(figure(waited, 'joined'))} />
      <Tile words={t('reports.refused')} value={refused && numbers.count(figure(refused, 'refused'))} />
    </dl>
  );
}

function Tile({
  words,
  value,
  more,
}: {
  words: string;
  value: string | undefined;
  more?: string | undefined;
}) {
  return (
    <div className={classes.tile}>
      <dt>{words}</dt>
      <dd>
        {value ?? '…'}
        <small>{more}</small>
      </dd>
    </div>
  );
}
