import { Group, Select, Skeleton } from '@mantine/core';
import { DayInput } from '@/shared/dates';
import { useI18n } from '@/shared/i18n';
import { addDays, instantOf, localDay, localTime, useTimes } from '@/shared/time';
import { timesOfDay } from './times-of-day';

interface Props {
  zone: string;
  from: string;
  to: string;
  error?: string;
  onChange: (from: string, to: string) => void;
}

/** Day, begin and end by the building's clocks. A new begin keeps the length; an end before it is on the next day. */
export function TimeFields({ zone, from, to, error, onChange }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const start = new Date(from);
  const end = new Date(to);
  const day = localDay(start, zone);
  const begin = localTime(start, zone);
  const until = localTime(end, zone);
  const length = end.getTime() - start.getTime();

  function startAt(nextDay: string, time: string) {
    const next = instantOf(`${nextDay}T${time}`, zone);
    onChange(next.toISOString(), new Date(next.getTime() + length).toISOString());
  }

  function endAt(time: string) {
    const sameDay = instantOf(`${day}T${time}`, zone);
    const next = sameDay > start ? sameDay : instantOf(`${addDays(day, 1)}T${time}`, zone);
    onChange(from, next.toISOString());
  }

  return (
    <div>
      <DayInput label={t('draft.day')} value={day} onChange={(next) => startAt(next, begin)} error={error} />
      <Group grow mt="md" gap="md" align="flex-start">
        <Select
          label={t('draft.from')}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('palette.nothing')}
          value={begin}
          onChange={(time) => time && startAt(day, time)}
          data={timesOfDay(begin)}
        />
        <Select
          label={t('draft.to')}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('palette.nothing')}
          value={until}
          onChange={(time) => time && endAt(time)}
          data={timesOfDay(until, begin)}
          renderOption={({ option }) => {
            const sameDay = instantOf(`${day}T${option.value}`, zone);
            const at = sameDay > start ? sameDay : instantOf(`${addDays(day, 1)}T${option.value}`, zone);
            return (
              <Group justify="space-between" flex={1} wrap="nowrap">
                <span className="tabular">{option.label}</span>
                <span style={{ color: 'var(--ink-soft)', fontSize: 12 }}>{times.length(start, at)}</span>
              </Group>
            );
          }}
        />
      </Group>
    </div>
  );
}

/** What stands there until it is known whose clocks count, as high as the fields: nothing below may move. */
export const TimeFieldsToCome = () => <Skeleton height={136} radius="md" />;
