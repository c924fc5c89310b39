import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { members } from '@/requests/members';
import { useI18n } from '@/shared/i18n';

interface Props {
  label: string;
  value: string | null;
  onChange: (memberId: string | null) => void;
}

/** Somebody, found by a part of their name. */
export function MemberField({ label, value, onChange }: Props) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const [wanted] = useDebouncedValue(name, 200);
  const found = useQuery(members(wanted));
  return (
    <Select
      label={label}
      searchable
      clearable
      placeholder={t('booking.you')}
      nothingFoundMessage={t('palette.nothing')}
      searchValue={name}
      onSearchChange={setName}
      value={value}
      onChange={onChange}
      filter={({ options }) => options}
      data={found.data?.items.map((each) => ({ value: each.member_id, label: each.name })) ?? []}
    />
  );
}
