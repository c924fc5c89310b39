import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useAcceptInvitation } from '@/requests/accept-invitation';
import { begin } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Card } from './Card';
import { NewPasswordForm } from './NewPasswordForm';

const route = getRouteApi('/invitation');

/** Where the link of an invitation leads. */
export function InvitationPage() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { token = '' } = route.useSearch();
  const accept = useAcceptInvitation((who) => {
    begin(queries, who);
    void navigate({ to: '/' });
  });
  return (
    <Card title={t('invitation.title')} about={t('invitation.about')}>
      <NewPasswordForm
        problem={accept.error?.problem}
        isUnderWay={accept.isPending}
        act={t('invitation.act')}
        onSubmit={(password) => accept.mutate({ token, password })}
      />
    </Card>
  );
}
