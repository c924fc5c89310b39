import { Chip, Group, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { localDay, useTimes } from '@/shared/time';
import { FREQUENCIES, type Repetition, WEEKDAYS, type Weekday } from './wish';

interface Props {
  value: Repetition;
  onChange: (value: Repetition) => void;
  from: string;
  zone: string;
}

// A Monday: days of the week by their names in the reader's language.
const SOME_MONDAY = '2026-11-23T12:00:00Z';

/** How often, on which days, until when. */
export function RepeatFields({ value, onChange, from, zone }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const nameOf = (index: number) =>
    times.weekday(new Date(Date.parse(SOME_MONDAY) + index * 86_400_000), 'UTC');
  return (
    <Stack gap="md">
      <Select
        label={t('repeat.how-often')}
        allowDeselect={false}
        value={value.frequency}
        onChange={(frequency) =>
          onChange({ ...value, frequency: FREQUENCIES.find((each) => each === frequency) ?? 'none' })
        }
        data={FREQUENCIES.map((each) => ({ value: each, label: t(`repeat.${each}`) }))}
      />
      {(value.frequency === 'weekly' || value.frequency === 'fortnightly') && (
        <div>
          <Text size="sm" fw={500} mb={4} id="repeat-days">
            {t('repeat.on')}
          </Text>
          <Chip.Group
            multiple
            value={value.days}
            onChange={(days) => onChange({ ...value, days: days as Weekday[] })}
          >
            <Group gap="xs" role="group" aria-labelledby="repeat-days">
              {WEEKDAYS.map((day, index) => (
                <Chip key={day} value={day} size="sm" radius="md">
                  {nameOf(index)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </div>
      )}
      <Group align="flex-end" gap="md" grow>
        <SegmentedControl
          aria-label={t('repeat.ends')}
          value={value.ends}
          onChange={(ends) => onChange({ ...value, ends: ends === 'until' ? 'until' : 'count' })}
          data={[
            { value: 'count', label: t('repeat.after') },
            { value: 'until', label: t('repeat.until') },
          ]}
        />
        {value.ends === 'count' ? (
          <NumberInput
            aria-label={t('repeat.times')}
            min={2}
            max={366}
            value={value.count}
            onChange={(count) => typeof count === 'number' && onChange({ ...value, count })}
            suffix={` ${t('repeat.times-suffix', { count: value.count })}`}
          />
        ) : (
          <DayInput
            aria-label={t('repeat.until')}
            minDate={localDay(new Date(from), zone)}
            value={value.until}
            onChange={(until) => onChange({ ...value, until })}
            words="short"
          />
        )}
      </Group>
    </Stack>
  );
}
