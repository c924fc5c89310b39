import { Skeleton, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBan, IconCheck, IconClockHour4, IconLock, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '@/api/schema';
import { type SeriesWanted, seriesPreview } from '@/requests/series-preview';
import { ProblemError } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Failure } from '@/shared/ui';
import classes from './Verdict.module.css';

type DateSeen = components['schemas']['DateSeen'];

const SETTLE_MS = 350;

const SIGNS = {
  free: IconCheck,
  taken: IconLock,
  overlaps: IconLock,
  closed: IconX,
  refused: IconBan,
  over_quota: IconBan,
  'left-out': IconClockHour4,
};

/** What would become of each date, and which dates the reader leaves out. */
export function useSeriesVerdict(
  roomId: string | undefined,
  wish: Omit<SeriesWanted, 'room_id' | 'rrule'>,
  rrule: string | null,
) {
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const { starts_at, ends_at, seat_id, attendees, booked_for } = wish;
  const wanted = { room_id: roomId ?? '', rrule, starts_at, ends_at, seat_id, attendees, booked_for };
  const [settled] = useDebouncedValue(JSON.stringify(wanted), SETTLE_MS);
  const preview = useQuery({
    ...seriesPreview(JSON.parse(settled) as SeriesWanted),
    enabled: roomId !== undefined && rrule !== null,
  });
  const dates = preview.data?.dates ?? [];
  return {
    preview,
    dates,
    leftOut: leftOut.filter((each) => dates.some((date) => date.occurrence === each)),
    bookable: dates.filter((date) => date.verdict === 'free' && !leftOut.includes(date.occurrence)).length,
    toggle: (occurrence: string) =>
      setLeftOut((before) =>
        before.includes(occurrence) ? before.filter((each) => each !== occurrence) : [...before, occurrence],
      ),
  };
}

interface Props {
  verdict: ReturnType<typeof useSeriesVerdict>;
  zone: string;
}

/** The dates as chips, each free, taken or closed; a click leaves one out. */
export function SeriesDates({ verdict, zone }: Props) {
  const { t } = useI18n();
  const { preview, dates } = verdict;
  if (preview.error instanceof ProblemError) return <Failure problem={preview.error.problem} zone={zone} />;
  if (!preview.data) return <Skeleton height={72} radius="lg" />;
  const others = dates.length - dates.filter((date) => date.verdict === 'free').length;
  return (
    <div>
      <Text size="sm" mb="sm" role="status">
        {t('series.verdict', { free: dates.length - others, others })}
      </Text>
      <ul className={classes.dates}>
        {dates.map((date) => (
          <DateChip key={date.occurrence} date={date} verdict={verdict} zone={zone} />
        ))}
      </ul>
      {preview.data.continues_with && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('series.goes-on')}
        </Text>
      )}
    </div>
  );
}

function DateChip({ date, verdict, zone }: { date: DateSeen; verdict: Props['verdict']; zone: string }) {
  const { t, has } = useI18n();
  const times = useTimes();
  const isLeftOut = verdict.leftOut.includes(date.occurrence);
  const state = isLeftOut ? 'left-out' : date.verdict;
  const Sign = SIGNS[state];
  const rule = `rule-name.${date.rule}`;
  const words = [t(`verdict-of.${state}`), has(rule) ? t(rule) : ''].filter(Boolean).join(': ');
  return (
    <li>
      <Tooltip label={words}>
        <UnstyledButton
          className={classes.date}
          data-verdict={state}
          disabled={date.verdict !== 'free'}
          aria-pressed={!isLeftOut}
          onClick={() => verdict.toggle(date.occurrence)}
        >
          <Sign size={14} aria-hidden />
          {times.day(date.starts_at, zone)}
          <span className="mantine-visually-hidden">{words}</span>
        </UnstyledButton>
      </Tooltip>
    </li>
  );
}
