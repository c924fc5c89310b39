import { Button, Group } from '@mantine/core';
import { IconMapOff, IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { ProblemError, useConnectionLost } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { ButtonLink, EmptyState, Page } from '@/shared/ui';
import { sections } from '../shell/sections';

/** No such page, and where else to go. */
export function MissingPage() {
  const { t } = useI18n();
  return (
    <Page title={t('missing.title')}>
      <EmptyState
        icon={IconMapOff}
        act={
          <Group justify="center" gap="sm">
            {sections.map(({ to, words, icon: Icon }) => (
              <ButtonLink key={to} to={to} variant="default" leftSection={<Icon size={18} stroke={1.7} />}>
                {t(words)}
              </ButtonLink>
            ))}
          </Group>
        }
      >
        {t('missing.words')}
      </EmptyState>
    </Page>
  );
}

/** The page broke, or could not be fetched. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const { t } = useI18n();
  const router = useRouter();
  const isLost = useConnectionLost() !== null;

  const tryAgain = useCallback(() => {
    // A part of the app that could not be fetched is fetched anew only by a new page.
    if (!(error instanceof ProblemError)) return window.location.reload();
    reset();
    void router.invalidate();
  }, [error, reset, router]);

  useEffect(() => {
    if (!isLost) return;
    window.addEventListener('online', tryAgain);
    return () => window.removeEventListener('online', tryAgain);
  }, [isLost, tryAgain]);

  return (
    <Page title={t(isLost ? 'problem.offline' : 'broken.title')}>
      <EmptyState
        icon={isLost ? IconWifiOff : IconPlugConnectedX}
        act={<Button onClick={tryAgain}>{t('act.try-again')}</Button>}
      >
        {t(isLost ? 'offline.nothing' : 'broken.words')}
      </EmptyState>
    </Page>
  );
}
