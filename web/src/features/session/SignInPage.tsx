import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { begin } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { Card } from './Card';
import { SignInForm } from './SignInForm';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch();
  return (
    <Card title={t('sign-in.title')}>
      <SignInForm
        onDone={(who) => {
          begin(queries, who);
          router.history.push(next ?? '/');
        }}
      />
    </Card>
  );
}
