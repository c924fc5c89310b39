import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessions, useEndSession } from '@/requests/sessions';
import { useI18n } from '@/shared/i18n';
import { Loaded, Rows, Section, When } from '@/shared/ui';
import { browserOf } from './browser';

/** Where I am signed in. */
export function Sessions() {
  const { t } = useI18n();
  const all = useQuery(sessions);
  const end = useEndSession();
  return (
    <Section title={t('profile.sessions')} about={t('profile.sessions-about')}>
      <Loaded of={all} skeleton={<Rows count={2} height={48} />}>
        {({ items }) => (
          <Stack gap="md">
            {items.map((session) => (
              <Group key={session.session_id} justify="space-between" gap="sm">
                <div>
                  <Text fw={500}>
                    {browserOf(session.user_agent) || t('profile.unknown-browser')}{' '}
                    {session.current && (
                      <Badge variant="light" tt="none">
                        {t('profile.this-session')}
                      </Badge>
                    )}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {session.address} · <When at={session.last_seen_at} />
                  </Text>
                </div>
                {!session.current && (
                  <Button
                    variant="default"
                    size="xs"
                    loading={end.isPending && end.variables === session.session_id}
                    onClick={() => end.mutate(session.session_id)}
                  >
                    {t('profile.end-session')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
