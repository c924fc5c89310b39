import { Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Member } from '@/requests/all-members';
import { useLetIn } from '@/requests/let-in';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';
import { Secret } from './Secret';

/** How a person gets in, and whether they may at this time. */
export function Access({ person }: { person: Member }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const letIn = useLetIn();
  const reinstate = useAct('reinstate-member', {
    onDone: () => toasts.done(t('people.reinstated')),
    onRefused: toasts.failed,
  });
  const { member_id } = person;
  const by = person.joined ? 'password-reset' : 'invitation';
  return (
    <Section
      title={t('people.access')}
      about={t(person.joined ? 'people.access-about' : 'people.not-joined')}
    >
      <Stack gap="md">
        {letIn.error && <Failure problem={letIn.error.problem} />}
        {letIn.data && (
          <Secret
            title={t('people.link-made', { name: person.name })}
            path={`/${by}`}
            token={letIn.data.token}
          />
        )}
        <Group gap="sm">
          {!person.suspended && (
            <Button
              variant="default"
              loading={letIn.isPending}
              onClick={() => letIn.mutate({ member_id, by })}
            >
              {t(person.joined ? 'people.new-password-link' : 'people.new-invitation')}
            </Button>
          )}
          {person.suspended ? (
            <Button loading={reinstate.isUnderWay} onClick={() => reinstate.act({ member_id })}>
              {t('people.reinstate')}
            </Button>
          ) : (
            <SuspendButton person={person} />
          )}
        </Group>
      </Stack>
    </Section>
  );
}

function SuspendButton({ person }: { person: Member }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const suspend = useAct('suspend-member', {
    onDone: () => toasts.done(t('people.suspended-toast')),
    onRefused: toasts.failed,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="red" loading={suspend.isUnderWay} onClick={() => setOpen(!isOpen)}>
          {t('people.suspend')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Text size="sm">{t('people.suspend-about')}</Text>
          <Textarea
            label={t('manage.reason')}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            color="red"
            disabled={!reason.trim()}
            onClick={() => {
              setOpen(false);
              suspend.act({ member_id: person.member_id, reason: reason.trim() });
            }}
          >
            {t('people.suspend')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
