import { TagsInput } from '@mantine/core';
import type { Member } from '@/requests/all-members';
import { reaches, useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Section, useToasts } from '@/shared/ui';

/** The groups that rules speak of; joined and left one by one. */
export function Groups({ person }: { person: Member }) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const told = { onDone: () => toasts.done(t('people.groups-changed')), onRefused: toasts.failed };
  const join = useAct('join-group', told);
  const leave = useAct('leave-group', told);
  const { member_id } = person;

  function change(next: string[]) {
    const joined = next.find((group) => !person.groups.includes(group));
    const left = person.groups.find((group) => !next.includes(group));
    if (joined) join.act({ member_id, group: joined });
    else if (left) leave.act({ member_id, group: left });
  }

  return (
    <Section title={t('people.groups')} about={t('people.groups-about')}>
      <TagsInput
        aria-label={t('people.groups')}
        placeholder={t('people.add-group')}
        readOnly={!reaches(who, 'join-group')}
        disabled={join.isUnderWay || leave.isUnderWay}
        value={person.groups}
        onChange={change}
      />
    </Section>
  );
}
