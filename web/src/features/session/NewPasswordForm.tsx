import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Problem } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure } from '@/shared/ui';

interface Props {
  problem?: Problem;
  isUnderWay: boolean;
  act: string;
  onSubmit: (password: string) => void;
}

/** A password of one's own choice. */
export function NewPasswordForm({ problem, isUnderWay, act, onSubmit }: Props) {
  const { t } = useI18n();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('sign-in.needs-password')) },
  });
  return (
    <form onSubmit={form.onSubmit(({ password }) => onSubmit(password))} noValidate>
      <Stack gap="md">
        {problem && <Failure problem={problem} />}
        <PasswordInput
          size="md"
          autoComplete="new-password"
          label={t('sign-in.new-password')}
          description={t('sign-in.password-advice')}
          visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={isUnderWay}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}
