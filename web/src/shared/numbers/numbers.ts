import { useMemo } from 'react';
import { useI18n } from '@/shared/i18n';

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers as the reader's language writes them. */
export function numbersIn(language: string) {
  const made = new Map<string, Intl.NumberFormat>();
  function write(value: number, options: Intl.NumberFormatOptions = {}): string {
    const key = JSON.stringify(options);
    let format = made.get(key);
    if (!format) {
      format = new Intl.NumberFormat(language, options);
      made.set(key, format);
    }
    return format.format(value);
  }
  const unit = (value: number, name: string, digits = 0) =>
    write(value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });

  return {
    /** 12,345 */
    count: (value: number) => write(value, { maximumFractionDigits: 0 }),
    /** 12K, where there is little room */
    short: (value: number) => write(value, { notation: 'compact', maximumFractionDigits: 1 }),
    /** 0.4, 12, 1,234: as exact as it matters */
    rate: (value: number) => write(value, { maximumFractionDigits: value > 0 && value < 10 ? 1 : 0 }),
    /** 42%, or 0.4% where a whole one would say nothing */
    percent: (share: number) =>
      write(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }),
    /** 1.5 MB */
    bytes(value: number) {
      const size = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), BYTE_UNITS.length - 1);
      return unit(value / 1000 ** size, BYTE_UNITS[size] ?? 'byte', size > 1 ? 1 : 0);
    },
    /** 0.4 sec, 12 min, 3 hr: the largest unit alone */
    seconds(value: number) {
      if (value < MINUTE) return unit(value, 'second', value > 0 && value < 10 ? 1 : 0);
      if (value < HOUR) return unit(value / MINUTE, 'minute');
      if (value < DAY) return unit(value / HOUR, 'hour');
      return unit(value / DAY, 'day');
    },
  };
}

export type Numbers = ReturnType<typeof numbersIn>;

export function useNumbers(): Numbers {
  const { locale } = useI18n();
  return useMemo(() => numbersIn(locale), [locale]);
}
