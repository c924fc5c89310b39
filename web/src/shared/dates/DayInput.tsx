import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';

interface Props
  extends Omit<DatePickerInputProps<'default'>, 'value' | 'onChange' | 'type' | 'locale' | 'valueFormat'> {
  /** A local day: 2026-11-23. */
  value: string;
  onChange: (day: string) => void;
  /** `short`: Mon, 23 Nov; else Monday, 23 November. */
  words?: 'short' | 'full';
}

const MONDAY = 1;
const noon = (day: string) => `${day.slice(0, 10)}T12:00:00Z`;

/** A day, chosen from a calendar in the reader's language. */
export function DayInput({ value, onChange, words = 'full', ...rest }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const told = words === 'short' ? times.day : times.fullDay;
  return (
    <DatePickerInput
      {...rest}
      value={value}
      onChange={(day) => day && onChange(day)}
      valueFormatter={({ date }) => (typeof date === 'string' ? told(noon(date), 'UTC') : '')}
      firstDayOfWeek={MONDAY}
      weekdayFormat={(day) => times.weekday(noon(day), 'UTC')}
      monthLabelFormat={(month) => times.month(noon(month), 'UTC')}
      monthsListFormat={(month) => times.shortMonth(noon(month), 'UTC')}
      getDayProps={(day) => ({ 'aria-label': times.fullDay(noon(day), 'UTC') })}
      ariaLabels={{
        previousMonth: t('act.earlier'),
        nextMonth: t('act.later'),
        previousYear: t('act.earlier'),
        nextYear: t('act.later'),
        previousDecade: t('act.earlier'),
        nextDecade: t('act.later'),
      }}
    />
  );
}
