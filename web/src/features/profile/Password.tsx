import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useChangePassword } from '@/requests/change-password';
import { useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';

/** A new password. */
export function Password() {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const form = useForm({
    initialValues: { current: '', new: '' },
    validate: {
      current: (value) => (value ? null : t('sign-in.needs-password')),
      new: (value) => (value ? null : t('sign-in.needs-password')),
    },
  });
  const change = useChangePassword(() => {
    form.reset();
    toasts.done(t('toast.password-changed'));
  });
  const visibility = { 'aria-label': t('sign-in.show-password') };
  return (
    <Section title={t('profile.password')} about={t('profile.password-about')}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <input type="hidden" autoComplete="username" value={who.email} readOnly />
        <Stack gap="md" maw={400}>
          {change.error && <Failure problem={change.error.problem} />}
          <PasswordInput
            label={t('profile.current-password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={visibility}
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label={t('sign-in.new-password')}
            description={t('sign-in.password-advice')}
            autoComplete="new-password"
            visibilityToggleButtonProps={visibility}
            {...form.getInputProps('new')}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('profile.change-password')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
