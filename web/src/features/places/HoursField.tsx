import { ActionIcon, Button, Text } from '@mantine/core';
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react';
import { TimeInput } from '@/shared/dates';
import { type Hours, isOverMidnight, longName, WEEK, type Weekday } from '@/shared/hours';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import classes from './HoursField.module.css';

interface Props {
  value: Hours;
  onChange: (hours: Hours) => void;
}

const USUAL: [string, string] = ['09:00', '18:00'];
const WORKING = WEEK.slice(0, 5);

/** Opening hours of each weekday: none, one or several periods, also over midnight. */
export function HoursField({ value, onChange }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const periodsOf = (day: Weekday) => value[day] ?? [];
  const set = (day: Weekday, periods: [string, string][]) => onChange({ ...value, [day]: periods });
  const asMonday = () => {
    const monday = periodsOf('mon');
    onChange({ ...value, ...Object.fromEntries(WORKING.map((day) => [day, monday])) });
  };

  return (
    <div className={classes.week}>
      {WEEK.map((day) => {
        const name = longName(day, times);
        const periods = periodsOf(day);
        return (
          <fieldset key={day} className={classes.day} aria-label={name}>
            <Text className={classes.name}>{name}</Text>
            {periods.length === 0 ? (
              <Text className={classes.closed}>{t('manage.closed')}</Text>
            ) : (
              <div className={classes.periods}>
                {periods.map((period, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place in the day
                  <div key={index} className={classes.period}>
                    <TimeInput
                      className={classes.time}
                      aria-label={t('manage.opens', { day: name })}
                      value={period[0]}
                      onChange={(time) => set(day, periods.with(index, [time, period[1]]))}
                    />
                    –
                    <TimeInput
                      className={classes.time}
                      aria-label={t('manage.closes', { day: name })}
                      value={period[1]}
                      onChange={(time) => set(day, periods.with(index, [period[0], time]))}
                    />
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      aria-label={t('manage.remove-hours', { day: name })}
                      onClick={() => set(day, periods.toSpliced(index, 1))}
                    >
                      <IconX size={16} />
                    </ActionIcon>
                    {isOverMidnight(period) && (
                      <Text size="sm" c="dimmed">
                        {t('manage.next-day')}
                      </Text>
                    )}
                  </div>
                ))}
              </div>
            )}
            <Button.Group>
              {day === 'mon' && (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconCopy size={14} />}
                  onClick={asMonday}
                  title={t('manage.as-monday-title')}
                >
                  {t('manage.as-monday')}
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                aria-label={t('manage.add-hours', { day: name })}
                onClick={() => set(day, [...periods, USUAL])}
              >
                <IconPlus size={14} />
              </Button>
            </Button.Group>
          </fieldset>
        );
      })}
    </div>
  );
}
