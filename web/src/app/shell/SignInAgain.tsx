import { Drawer, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SignInForm } from '@/features/session/SignInForm';
import { begin, useMe } from '@/requests/me';
import { releaseWaiting } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { readBy } from '@/shared/offline';

/** When a session ends under the reader's hands: sign in over the page; what was being sent goes out afterwards. */
export function SignInAgain() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const before = useMe();
  // Until somebody has signed in, nothing may be read here without network either.
  useEffect(() => readBy(null), []);
  return (
    <Drawer
      opened
      onClose={() => window.location.assign('/sign-in')}
      position="bottom"
      size="auto"
      title={t('session.ended')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      zIndex={500}
    >
      <div style={{ maxWidth: 400, margin: '0 auto', paddingBottom: 32 }}>
        <Text c="dimmed" mb="md">
          {t('session.ended-words')}
        </Text>
        <SignInForm
          email={before.email}
          onDone={(now) => {
            if (now.member_id !== before.member_id) {
              // Somebody else's page must not stay in sight, and what waits here must not be sent in another's name.
              readBy(now.member_id);
              window.location.assign('/');
              return;
            }
            begin(queries, now);
            releaseWaiting();
          }}
        />
      </div>
    </Drawer>
  );
}
