import '@mantine/charts/styles.layer.css';
import { Anchor, Stack } from '@mantine/core';
import { useI18n } from '@/shared/i18n';
import { Page } from '@/shared/ui';
import { Filters } from './Filters';
import { HeatMap } from './HeatMap';
import { Overview } from './Overview';
import { BusiestRooms, Cancellations, RefusedDemand } from './Rankings';
import classes from './reports.module.css';
import { BookingsTrend, NoShows, Peak, UtilisationTrend, Waiting } from './Trends';

/** How rooms and seats are used, what was given up, and what was asked for in vain. */
export function ReportsPage() {
  const { t } = useI18n();
  return (
    <Page
      title={t('reports.title')}
      about={
        <>
          {t('reports.about')}{' '}
          <Anchor href="/api/docs" c="var(--ink)" underline="always">
            {t('reports.docs')}
          </Anchor>
        </>
      }
    >
      <Stack gap="lg">
        <Filters />
        <Overview />
        <HeatMap />
        <div className={classes.pair}>
          <UtilisationTrend />
          <Peak />
          <BookingsTrend />
          <NoShows />
          <BusiestRooms />
          <RefusedDemand />
          <Cancellations />
          <Waiting />
        </div>
      </Stack>
    </Page>
  );
}
