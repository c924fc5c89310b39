import { MultiSelect, NumberInput, Select, Switch, TagsInput } from '@mantine/core';
import { useI18n } from '@/shared/i18n';
import { CHOICES, type Quota, type ValueKind } from '@/shared/rules';
import { useTimes } from '@/shared/time';
import { QuotasField } from './QuotasField';

interface Props {
  kind: ValueKind;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

const ROLES = ['owner', 'admin', 'manager', 'member', 'auditor', 'analyst', 'operator'] as const;

/** The field for a rule's value. */
export function ValueField({ kind, label, value, onChange }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const list = Array.isArray(value) ? (value as string[]) : [];
  switch (kind) {
    case 'minutes':
    case 'optional-minutes':
      return (
        <NumberInput
          label={t('rules.in-minutes')}
          description={typeof value === 'number' && value > 59 ? times.minutes(value) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          aria-label={label}
          allowDecimal={false}
          min={0}
          step={5}
          w={160}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : kind === 'minutes' ? 0 : null)}
        />
      );
    case 'days':
    case 'count':
      return (
        <NumberInput
          label={kind === 'days' ? t('rules.in-days') : t('rules.at-most')}
          allowDecimal={false}
          min={0}
          w={160}
          value={Number(value)}
          onChange={(next) => typeof next === 'number' && onChange(next)}
        />
      );
    case 'yes-no':
      return (
        <Switch
          label={label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          mb={8}
          me="md"
        />
      );
    case 'mode':
    case 'audience':
    case 'waitlist':
      return (
        <Select
          label={label}
          allowDeselect={false}
          value={String(value)}
          onChange={onChange}
          data={CHOICES[kind].map((each) => ({ value: each, label: t(`rules.choice-${each}`) }))}
        />
      );
    case 'roles':
      return (
        <MultiSelect
          label={label}
          value={list}
          onChange={onChange}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          style={{ flex: '1 1 240px' }}
        />
      );
    case 'groups':
      return <TagsInput label={label} value={list} onChange={onChange} style={{ flex: '1 1 240px' }} />;
    case 'quotas':
      return <QuotasField value={(Array.isArray(value) ? value : []) as Quota[]} onChange={onChange} />;
  }
}
