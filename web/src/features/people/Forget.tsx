import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Member } from '@/requests/all-members';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';

/** Remove what is kept of a person, for good: only who types the name means it. */
export function Forget({ person }: { person: Member }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const forget = useAct('forget-member', {
    onDone: () => {
      toasts.done(t('people.forgotten'));
      void navigate({ to: '/manage/people', replace: true });
    },
  });
  return (
    <Section title={t('people.forget')} about={t('people.forget-about')}>
      {isOpen ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            forget.act({ member_id: person.member_id });
          }}
        >
          <Stack gap="md" maw={400}>
            {forget.problem && <Failure problem={forget.problem.problem} />}
            <TextInput
              label={t('people.type-name', { name: person.name })}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Group gap="sm">
              <Button
                type="submit"
                color="red"
                disabled={typed.trim() !== person.name}
                loading={forget.isUnderWay}
              >
                {t('people.forget-for-good')}
              </Button>
              <Button variant="subtle" onClick={() => setOpen(false)}>
                {t('act.back')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Button variant="light" color="red" onClick={() => setOpen(true)}>
          {t('people.forget')}
        </Button>
      )}
    </Section>
  );
}
