import { Button, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { approvals } from '@/requests/approvals';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Loaded, Page } from '@/shared/ui';
import { Request } from './Request';

/** What waits for my decision, the most urgent first. */
export function ApprovalsPage() {
  const { t } = useI18n();
  const found = useInfiniteQuery(approvals);
  return (
    <Page title={t('manage.approvals')} about={t('approvals.about')}>
      <Loaded of={found}>
        {({ pages }) => {
          const waiting = pages.flatMap((page) => page.items);
          return waiting.length === 0 ? (
            <EmptyState icon={IconChecks}>{t('approvals.nothing')}</EmptyState>
          ) : (
            <Stack gap="md">
              <Stack gap="sm" component="ul" p={0} m={0}>
                {waiting.map((booking) => (
                  <Request key={booking.booking_id} booking={booking} />
                ))}
              </Stack>
              {found.hasNextPage && (
                <Button
                  variant="default"
                  loading={found.isFetchingNextPage}
                  onClick={() => void found.fetchNextPage()}
                >
                  {t('act.show-more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
