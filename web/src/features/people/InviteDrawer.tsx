import { Button, Drawer, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useLetIn } from '@/requests/let-in';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { ButtonLink, Failure } from '@/shared/ui';
import { Secret } from './Secret';

/** Ask somebody to join. The link is shown here once, for houses whose mail does not reach everybody. */
export function InviteDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const letIn = useLetIn();
  const invite = useAct('invite-member', {
    onDone: ({ member_id }) => letIn.mutate({ member_id, by: 'invitation' }),
  });
  const form = useForm({
    initialValues: { name: '', email: '', groups: [] as string[] },
    validate: {
      name: (value) => (value.trim() ? null : t('manage.needs-name')),
      email: (value) => (/^[^@\s]+@[^@\s]+$/.test(value.trim()) ? null : t('people.needs-address')),
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('people.invite')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      {letIn.data ? (
        <Stack gap="md">
          <Secret
            title={t('people.invited-link', { name: form.values.name.trim() })}
            path="/invitation"
            token={letIn.data.token}
          />
          <Button
            variant="default"
            onClick={() => {
              form.reset();
              letIn.reset();
            }}
          >
            {t('people.invite-another')}
          </Button>
          <ButtonLink
            variant="subtle"
            to="/manage/people/$memberId"
            params={{ memberId: letIn.data.member_id }}
          >
            {t('people.to-person')}
          </ButtonLink>
        </Stack>
      ) : (
        <form
          noValidate
          onSubmit={form.onSubmit(({ name, email, groups }) =>
            invite.act({ name: name.trim(), email: email.trim(), groups }),
          )}
        >
          <Stack gap="md">
            {invite.problem && <Failure problem={invite.problem.problem} />}
            {letIn.error && <Failure problem={letIn.error.problem} />}
            <TextInput
              label={t('people.name')}
              maxLength={120}
              data-autofocus
              {...form.getInputProps('name')}
            />
            <TextInput
              label={t('sign-in.email')}
              type="email"
              maxLength={254}
              {...form.getInputProps('email')}
            />
            <TagsInput
              label={t('people.groups')}
              description={t('people.groups-about')}
              {...form.getInputProps('groups')}
            />
            <Button type="submit" loading={invite.isUnderWay || letIn.isPending}>
              {t('people.invite')}
            </Button>
          </Stack>
        </form>
      )}
    </Drawer>
  );
}
