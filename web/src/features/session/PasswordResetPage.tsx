import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { begin } from '@/requests/me';
import { useResetPassword } from '@/requests/reset-password';
import { useI18n } from '@/shared/i18n';
import { Card } from './Card';
import { NewPasswordForm } from './NewPasswordForm';

const route = getRouteApi('/password-reset');

/** Where the link of a password reset leads. */
export function PasswordResetPage() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { token = '' } = route.useSearch();
  const reset = useResetPassword((who) => {
    begin(queries, who);
    void navigate({ to: '/' });
  });
  return (
    <Card title={t('reset.title')}>
      <NewPasswordForm
        problem={reset.error?.problem}
        isUnderWay={reset.isPending}
        act={t('reset.act')}
        onSubmit={(password) => reset.mutate({ token, password })}
      />
    </Card>
  );
}
