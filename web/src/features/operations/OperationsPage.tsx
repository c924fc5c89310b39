import { Stack } from '@mantine/core';
import { useI18n } from '@/shared/i18n';
import { Page } from '@/shared/ui';
import { Acts } from './Acts';
import { Deadlines } from './Deadlines';
import { Health } from './Health';
import { Parked } from './Parked';
import { Processes } from './Processes';
import { Projections } from './Projections';
import { Queues } from './Queues';
import { Storage } from './Storage';

/** The machinery behind the answers, as it runs at this moment. */
export function OperationsPage() {
  const { t } = useI18n();
  return (
    <Page title={t('ops.title')}>
      <Stack gap="lg">
        <Health />
        <Parked />
        <Projections />
        <Queues />
        <Processes />
        <Deadlines />
        <Storage />
        <Acts />
      </Stack>
    </Page>
  );
}
