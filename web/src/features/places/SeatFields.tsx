import { Group, NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useI18n } from '@/shared/i18n';

export const MOST_SEATS = 1000;

export interface SeatValues {
  seatCount: number | string;
  seatPrefix: string;
  seatFirst: number | string;
}

interface Props<Values extends SeatValues> {
  form: Pick<UseFormReturnType<Values>, 'getInputProps'>;
  least: number;
  most: number;
}

/** How many numbered seats, and what they are called. */
export function SeatFields<Values extends SeatValues>({ form, least, most }: Props<Values>) {
  const { t } = useI18n();
  return (
    <Group grow gap="sm" align="flex-end">
      <NumberInput
        label={t('manage.seat-count')}
        allowDecimal={false}
        min={least}
        max={most}
        {...form.getInputProps('seatCount')}
      />
      <TextInput label={t('manage.seat-prefix')} maxLength={20} {...form.getInputProps('seatPrefix')} />
      <NumberInput
        label={t('manage.seat-first')}
        allowDecimal={false}
        min={0}
        max={99_999}
        {...form.getInputProps('seatFirst')}
      />
    </Group>
  );
}
