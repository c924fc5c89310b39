import { IconBell } from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Page } from '@/shared/ui';

/** What BookIT has told me. */
export function InboxPage() {
  const { t } = useI18n();
  return (
    <Page title={t('inbox.title')}>
      <EmptyState icon={IconBell}>{t('inbox.nothing')}</EmptyState>
    </Page>
  );
}
