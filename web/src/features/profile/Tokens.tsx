import {
  Badge,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '@/api/schema';
import { tokens, useCreateToken, useRevokeToken } from '@/requests/tokens';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Failure, Loaded, Rows, Section, When } from '@/shared/ui';

type Scope = components['schemas']['Scope'];

const SCOPES: Scope[] = ['read', 'book', 'manage', 'audit', 'operate', 'display'];
const DAYS = ['30', '90', '365'];

/** Keys for scripts. */
export function Tokens() {
  const { t } = useI18n();
  const times = useTimes();
  const all = useQuery(tokens);
  const revoke = useRevokeToken();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('profile.tokens')} about={t('profile.tokens-about')}>
      <Stack gap="md">
        <Loaded of={all} skeleton={<Rows count={1} height={48} />}>
          {({ items }) =>
            items.map((token) => (
              <Group key={token.token_id} justify="space-between" gap="sm">
                <div>
                  <Group gap={6}>
                    <Text fw={500}>{token.name}</Text>
                    {token.scopes.map((scope) => (
                      <Badge key={scope} variant="light" color="gray" tt="none">
                        {t(`scope-of.${scope}`)}
                      </Badge>
                    ))}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {t('profile.token-until', { date: times.date(token.expires_at) })} ·{' '}
                    {token.last_used_at ? <When at={token.last_used_at} /> : t('profile.token-unused')}
                  </Text>
                </div>
                <Button
                  variant="default"
                  size="xs"
                  loading={revoke.isPending && revoke.variables === token.token_id}
                  onClick={() => revoke.mutate(token.token_id)}
                >
                  {t('profile.revoke')}
                </Button>
              </Group>
            ))
          }
        </Loaded>
        {isOpen ? (
          <NewToken onDone={() => setOpen(false)} />
        ) : (
          <Group>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('profile.new-token')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function NewToken({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const times = useTimes();
  const [made, setMade] = useState<string | null>(null);
  const create = useCreateToken((token) => setMade(token.token));
  const form = useForm({
    initialValues: { name: '', scopes: ['read'] as Scope[], days: '90' },
    validate: {
      name: (value) => (value.trim() ? null : t('profile.token-needs-name')),
      scopes: (value) => (value.length > 0 ? null : t('profile.token-needs-scope')),
    },
  });

  if (made !== null) {
    return (
      <Paper withBorder radius="lg" p="md" role="status">
        <Text fw={600}>{t('profile.token-made')}</Text>
        <Code block my="sm">
          {made}
        </Code>
        <Group gap="sm">
          <CopyButton value={made}>
            {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'act.copied' : 'act.copy')}</Button>}
          </CopyButton>
          <Button variant="subtle" onClick={onDone}>
            {t('act.close')}
          </Button>
        </Group>
      </Paper>
    );
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name, scopes, days }) =>
        create.mutate({
          name: name.trim(),
          scopes,
          expires_at: new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
        }),
      )}
    >
      <Stack gap="md" maw={400}>
        {create.error && <Failure problem={create.error.problem} />}
        <TextInput label={t('profile.token-name')} maxLength={100} {...form.getInputProps('name')} />
        <Checkbox.Group label={t('profile.token-scopes')} {...form.getInputProps('scopes')}>
          <Group gap="md" mt="sm">
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope-of.${scope}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Select
          label={t('profile.token-lives')}
          allowDeselect={false}
          data={DAYS.map((days) => ({ value: days, label: times.minutes(Number(days) * 1440) }))}
          {...form.getInputProps('days')}
        />
        <Group gap="sm">
          <Button type="submit" loading={create.isPending}>
            {t('profile.make-token')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('act.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
