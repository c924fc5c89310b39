import { Button } from '@mantine/core';
import { IconMapOff, IconPlugConnectedX } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useI18n } from '@/shared/i18n';
import { ButtonLink, EmptyState, Page } from '@/shared/ui';

/** No such page. */
export function MissingPage() {
  const { t } = useI18n();
  return (
    <Page title={t('missing.title')}>
      <EmptyState icon={IconMapOff} act={<ButtonLink to="/">{t('missing.act')}</ButtonLink>}>
        {t('missing.words')}
      </EmptyState>
    </Page>
  );
}

/** The page broke, or could not be fetched. */
export function BrokenPage({ reset }: ErrorComponentProps) {
  const { t } = useI18n();
  const router = useRouter();
  function tryAgain() {
    reset();
    void router.invalidate();
  }
  return (
    <Page title={t('broken.title')}>
      <EmptyState icon={IconPlugConnectedX} act={<Button onClick={tryAgain}>{t('act.try-again')}</Button>}>
        {t('broken.words')}
      </EmptyState>
    </Page>
  );
}
