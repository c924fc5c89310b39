import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { member } from '@/requests/member';
import { members } from '@/requests/members';
import { people } from '@/requests/people';
import { useI18n } from '@/shared/i18n';

const BOOKIT = '00000000-0000-0000-0000-000000000000';
const SETTLED_MS = 250;

/** Somebody by name; who was forgotten has none. */
export function MemberName({ id }: { id: string }) {
  const { t } = useI18n();
  const everybody = useQuery(people);
  if (id === BOOKIT) return t('history.bookit');
  return everybody.data?.get(id) ?? (everybody.isPending ? '…' : t('history.somebody'));
}

interface Props {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** By whom: anybody, or one person found by name. */
export function MemberInput({ value, onChange }: Props) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const [settled] = useDebouncedValue(name, SETTLED_MS);
  const found = useQuery(members(settled));
  const chosen = useQuery({ ...member(value ?? ''), enabled: value !== undefined });
  const people = found.data?.items ?? [];
  const known =
    chosen.data && !people.some((each) => each.member_id === value) ? [chosen.data, ...people] : people;
  return (
    <Select
      label={t('audit.by')}
      placeholder={t('audit.anybody')}
      searchable
      clearable
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      onSearchChange={setName}
      filter={({ options }) => options}
      data={known.map((each) => ({ value: each.member_id, label: each.name }))}
      w={240}
    />
  );
}
