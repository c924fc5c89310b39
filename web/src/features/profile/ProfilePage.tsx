import { Stack } from '@mantine/core';
import { useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Page } from '@/shared/ui';
import { CalendarFeed } from './CalendarFeed';
import { Notifications } from './Notifications';
import { Password } from './Password';
import { Sessions } from './Sessions';
import { Tokens } from './Tokens';
import { WhoIAm } from './WhoIAm';

/** The reader's own account: who they are, where they are signed in, what opens it. */
export function ProfilePage() {
  const { t } = useI18n();
  const who = useMe();
  return (
    <Page title={t('profile.title')} about={who.email}>
      <Stack gap="lg">
        <WhoIAm />
        <Notifications />
        <CalendarFeed />
        <Password />
        <Sessions />
        <Tokens />
      </Stack>
    </Page>
  );
}
