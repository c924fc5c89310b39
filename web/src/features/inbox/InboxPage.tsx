import { Button, Stack } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inbox } from '@/requests/inbox';
import { useMarkRead } from '@/requests/mark-read';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Failure, Page, problemOf, Rows } from '@/shared/ui';
import { News } from './News';

/** What BookIT has told me, the latest first. */
export function InboxPage() {
  const { t } = useI18n();
  const told = useInfiniteQuery(inbox);
  const markRead = useMarkRead();
  const items = told.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = told.data?.pages[0]?.unread ?? 0;
  const latest = items[0]?.told_at;
  return (
    <Page
      title={t('inbox.title')}
      about={unread > 0 ? t('inbox.unread', { count: unread }) : undefined}
      acts={
        unread > 0 &&
        latest && (
          <Button
            variant="default"
            loading={markRead.isPending}
            onClick={() => markRead.mutate({ upto: latest })}
          >
            {t('inbox.mark-all')}
          </Button>
        )
      }
    >
      {!told.data && !told.isError && <Rows count={5} height={64} />}
      {!told.data && told.isError && (
        <Failure problem={problemOf(told.error)} onRetry={() => void told.refetch()} />
      )}
      {told.data && items.length === 0 && <EmptyState icon={IconBell}>{t('inbox.nothing')}</EmptyState>}
      <Stack gap="sm">
        {items.map((news) => (
          <News
            key={news.notification_id}
            news={news}
            onRead={() =>
              news.read_at === null && markRead.mutate({ notification_ids: [news.notification_id] })
            }
          />
        ))}
        {told.hasNextPage && (
          <Button
            variant="default"
            loading={told.isFetchingNextPage}
            onClick={() => void told.fetchNextPage()}
            style={{ alignSelf: 'center' }}
          >
            {t('act.show-more')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
