import { ActionIcon, Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useI18n } from '@/shared/i18n';
import type { Quota } from '@/shared/rules';
import classes from './rules.module.css';

interface Props {
  value: Quota[];
  onChange: (quotas: Quota[]) => void;
}

const PERIODS = ['day', 'week', 'month', 'open'] as const;
const COUNTED = ['bookings', 'minutes'] as const;

/** How much may be booked: each quota with its name, what it counts, per what, and whose it is. */
export function QuotasField({ value, onChange }: Props) {
  const { t } = useI18n();
  const change = (index: number, changes: Partial<Quota>) =>
    onChange(value.map((quota, at) => (at === index ? { ...quota, ...changes } : quota)));
  return (
    <div className={classes.quotas}>
      {value.map((quota, index) => {
        const counted = quota.bookings != null ? 'bookings' : 'minutes';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names are being typed
          <div key={index} className={classes.quota}>
            <TextInput
              label={t('manage.name')}
              maxLength={60}
              required
              value={quota.name}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
              w={160}
            />
            <NumberInput
              label={t('rules.at-most')}
              allowDecimal={false}
              min={0}
              w={96}
              value={quota[counted] ?? 0}
              onChange={(next) => typeof next === 'number' && change(index, { [counted]: next })}
            />
            <Select
              label={t('rules.counted')}
              allowDeselect={false}
              w={144}
              value={counted}
              onChange={(next) =>
                change(
                  index,
                  next === 'bookings' ? { bookings: 1, minutes: null } : { bookings: null, minutes: 60 },
                )
              }
              data={COUNTED.map((each) => ({ value: each, label: t(`rules.count-${each}`) }))}
            />
            <Select
              label={t('rules.per')}
              allowDeselect={false}
              w={144}
              value={quota.per}
              onChange={(next) => change(index, { per: PERIODS.find((each) => each === next) ?? 'week' })}
              data={PERIODS.map((each) => ({ value: each, label: t(`rules.per-${each}`) }))}
            />
            <TextInput
              label={t('rules.of-group')}
              placeholder={t('rules.everybody')}
              maxLength={60}
              w={144}
              value={quota.group ?? ''}
              onChange={(event) => change(index, { group: event.currentTarget.value || null })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('rules.remove-quota', { name: quota.name })}
              onClick={() => onChange(value.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            onChange([
              ...value,
              { name: '', per: 'week', bookings: 3, minutes: null, of: 'member', kinds: [] },
            ])
          }
        >
          {t('rules.add-quota')}
        </Button>
      </Group>
    </div>
  );
}
