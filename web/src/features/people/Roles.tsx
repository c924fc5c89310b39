import { Button, Group, MultiSelect, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member, Role } from '@/requests/all-members';
import { buildings } from '@/requests/buildings';
import { reaches, useMe } from '@/requests/me';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { Failure, Section, useToasts } from '@/shared/ui';

/** Those that reach everywhere; what a manager manages is chosen by building. */
const ROLES = ['owner', 'admin', 'auditor', 'analyst', 'operator'] as const satisfies Role[];
const ONLY_BY_OWNERS: readonly Role[] = ['owner', 'admin'];

/** What a person is trusted with; each switch is an act of its own. */
export function Roles({ person }: { person: Member }) {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const told = { onDone: () => toasts.done(t('people.roles-changed')) };
  const grant = useAct('grant-role', told);
  const revoke = useAct('revoke-role', told);
  const problem = grant.problem ?? revoke.problem;
  const { member_id } = person;
  const mayGive = (role: Role) =>
    reaches(who, 'grant-role') && (!ONLY_BY_OWNERS.includes(role) || who.roles.includes('owner'));
  const isBusy = grant.isUnderWay || revoke.isUnderWay;
  return (
    <Section title={t('people.roles')} about={t('people.roles-about')}>
      <Stack gap="md">
        {problem && <Failure problem={problem.problem} />}
        <Managing
          person={person}
          mayGive={mayGive('manager')}
          isBusy={isBusy}
          onBuildings={(building_ids) => {
            if (building_ids.length === 0) revoke.act({ member_id, role: 'manager' });
            else grant.act({ member_id, role: 'manager', building_ids });
          }}
        />
        {ROLES.map((role) => (
          <Switch
            key={role}
            label={t(`role.${role}`)}
            description={t(`role-about.${role}`)}
            checked={person.roles.includes(role)}
            disabled={!mayGive(role) || isBusy || (role === 'owner' && member_id === who.member_id)}
            onChange={(event) =>
              event.currentTarget.checked ? grant.act({ member_id, role }) : revoke.act({ member_id, role })
            }
          />
        ))}
      </Stack>
    </Section>
  );
}

interface ManagingProps {
  person: Member;
  mayGive: boolean;
  isBusy: boolean;
  onBuildings: (ids: string[]) => void;
}

/** A manager manages buildings; nobody manages none. */
function Managing({ person, mayGive, isBusy, onBuildings }: ManagingProps) {
  const { t } = useI18n();
  const all = useQuery(buildings);
  const [edited, setEdited] = useState<string[] | null>(null);
  const shown = edited ?? person.managed_buildings;
  const isChanged =
    edited !== null && [...edited].sort().join() !== [...person.managed_buildings].sort().join();
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('people.manages')}
        description={t('role-about.manager')}
        placeholder={shown.length === 0 ? t('people.manages-nothing') : undefined}
        searchable
        readOnly={!mayGive}
        value={shown}
        onChange={setEdited}
        data={all.data?.items.map((each) => ({ value: each.building_id, label: each.name })) ?? []}
      />
      {isChanged && (
        <Group gap="sm">
          <Button loading={isBusy} onClick={() => onBuildings(shown)}>
            {t('act.save')}
          </Button>
          <Button variant="subtle" onClick={() => setEdited(null)}>
            {t('act.discard')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
