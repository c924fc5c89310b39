import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useClaimSetup } from '@/requests/claim-setup';
import { begin } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Failure } from '@/shared/ui';
import { Card } from './Card';

const route = getRouteApi('/setup');

/** A new install: the first owner makes their account. */
export function SetupPage() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { token = '' } = route.useSearch();
  const claim = useClaimSetup((who) => {
    begin(queries, who);
    void navigate({ to: '/manage/start' });
  });
  const needed = (value: string) => (value.trim() ? null : t('setup.needs'));
  const form = useForm({
    initialValues: { token, name: '', email: '', password: '' },
    validate: {
      token: needed,
      name: needed,
      email: (value) => (value.includes('@') ? null : t('sign-in.needs-email')),
      password: (value) => (value ? null : t('sign-in.needs-password')),
    },
  });
  return (
    <Card title={t('setup.title')} about={t('setup.about')}>
      <form onSubmit={form.onSubmit((values) => claim.mutate(values))} noValidate>
        <Stack gap="md">
          {claim.error && <Failure problem={claim.error.problem} />}
          <TextInput size="md" label={t('setup.token')} autoComplete="off" {...form.getInputProps('token')} />
          <TextInput size="md" label={t('setup.name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput
            size="md"
            type="email"
            autoComplete="username"
            label={t('sign-in.email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            size="md"
            autoComplete="new-password"
            label={t('sign-in.new-password')}
            description={t('sign-in.password-advice')}
            visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={claim.isPending}>
            {t('setup.act')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
