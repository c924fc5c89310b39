import { Stack } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { reaches, useMe } from '@/requests/me';
import { organisation } from '@/requests/organisation';
import { useI18n } from '@/shared/i18n';
import { EmptyState, Loaded, Page, Rows } from '@/shared/ui';
import { Logo } from './Logo';
import { Look } from './Look';

/** How the organisation shows itself: name, colour, logo. */
export function BrandingPage() {
  const { t } = useI18n();
  const who = useMe();
  const found = useQuery(organisation);
  return (
    <Page title={t('manage.branding')} about={t('branding.about')}>
      {reaches(who, 'set-branding') ? (
        <Loaded of={found} skeleton={<Rows count={2} height={240} />}>
          {(shown) => (
            <Stack gap="lg">
              <Look key={`${shown.colour} ${shown.name}`} shown={shown} />
              <Logo shown={shown} />
            </Stack>
          )}
        </Loaded>
      ) : (
        <EmptyState icon={IconPalette}>{t('branding.only-admins')}</EmptyState>
      )}
    </Page>
  );
}
