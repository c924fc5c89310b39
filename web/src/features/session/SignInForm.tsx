import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Me } from '@/requests/me';
import { useSignIn } from '@/requests/sign-in';
import { useI18n } from '@/shared/i18n';
import { Failure } from '@/shared/ui';

interface Props {
  email?: string;
  onDone: (me: Me) => void;
}

/** Address and password. */
export function SignInForm({ email = '', onDone }: Props) {
  const { t } = useI18n();
  const signIn = useSignIn(onDone);
  const form = useForm({
    initialValues: { email, password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('sign-in.needs-email')),
      password: (value) => (value ? null : t('sign-in.needs-password')),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack gap="md">
        {signIn.error && <Failure problem={signIn.error.problem} />}
        <TextInput
          size="md"
          type="email"
          autoComplete="username"
          label={t('sign-in.email')}
          data-autofocus={email ? undefined : true}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          size="md"
          autoComplete="current-password"
          label={t('sign-in.password')}
          visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
          data-autofocus={email ? true : undefined}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('sign-in.act')}
        </Button>
      </Stack>
    </form>
  );
}
