import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mayIn, useMe } from '@/requests/me';
import { series } from '@/requests/series';
import { useAct } from '@/shared/api';
import { LIVE } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useNow, useTimes } from '@/shared/time';
import { Failure, Loaded, RenameButton, Rows, useToasts } from '@/shared/ui';
import classes from './SeriesCard.module.css';

/** The other dates of the series, which can be renamed together, and those that could not be had, to be tried again. */
export function SeriesCard({ seriesId, bookingId }: { seriesId: string; bookingId: string }) {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const toasts = useToasts();
  const who = useMe();
  const found = useQuery(series(seriesId));
  const retry = useAct('retry-skipped', {
    onDone: (answer) =>
      toasts.done(t('toast.series-booked', { count: answer.placed.length }), answer.command_id),
  });
  const rename = useAct('change-series', {
    onDone: (answer) =>
      toasts.done(t('toast.series-renamed', { count: answer.changed.length }), answer.command_id),
    onRefused: toasts.failed,
  });
  return (
    <Paper withBorder radius="lg" p="lg">
      <Title order={2} mb="sm">
        {t('series.title')}
      </Title>
      <Loaded of={found} skeleton={<Rows count={1} height={48} />}>
        {(data) => {
          const ahead = data.dates.filter(
            (date) => Date.parse(date.ends_at) > now.getTime() && LIVE.includes(date.status),
          );
          const skipped = data.skipped.filter((date) => date.occurrence > now.toISOString());
          return (
            <>
              <Text size="sm" c="dimmed" mb="sm">
                {t('series.ahead', { count: ahead.length })}
              </Text>
              <ul className={classes.dates}>
                {ahead.map((date) => (
                  <li key={date.booking_id}>
                    <Link
                      to="/bookings/$bookingId"
                      params={{ bookingId: date.booking_id }}
                      className={classes.date}
                      aria-current={date.booking_id === bookingId ? 'page' : undefined}
                    >
                      {times.day(date.starts_at, data.time_zone)}
                    </Link>
                  </li>
                ))}
                {skipped.map((date) => (
                  <li key={date.occurrence} className={classes.skipped}>
                    {times.day(`${date.occurrence.slice(0, 10)}T12:00:00Z`, 'UTC')} ·{' '}
                    {t(`verdict-of.${date.why}`)}
                  </li>
                ))}
              </ul>
              {data.live && (
                <Group mt="md" gap="sm">
                  {(data.member_id === who.member_id || mayIn(who, 'change-series', data.building_id)) && (
                    <RenameButton
                      name={data.title ?? ''}
                      label={t('edit.title')}
                      about={t('series.rename-about')}
                      most={200}
                      mayBeNone
                      isUnderWay={rename.isUnderWay}
                      onName={(title) =>
                        rename.act({
                          series_id: seriesId,
                          scope: 'all',
                          title,
                          also_changed: false,
                          on_conflict: 'refuse',
                        })
                      }
                    />
                  )}
                  {skipped.length > 0 && (
                    <Button
                      variant="default"
                      loading={retry.isUnderWay}
                      onClick={() => retry.act({ series_id: seriesId })}
                    >
                      {t('series.retry')}
                    </Button>
                  )}
                </Group>
              )}
              {retry.problem && <Failure problem={retry.problem.problem} zone={data.time_zone} />}
            </>
          );
        }}
      </Loaded>
    </Paper>
  );
}
