import { useCallback } from 'react';
import { type Problem, slugOf } from '@/shared/api';
import { type MessageKey, type Say, useI18n } from '@/shared/i18n';
import { type Times, useTimes } from '@/shared/time';

/** A refusal as it is told: what is the matter, and for each field that is wrong, what. */
export interface Told {
  title: string;
  detail: string;
  /** By the last part of the field's pointer: `ends_at`. */
  fields: Record<string, string>;
}

type Value = string | number | undefined;

interface FieldError {
  pointer?: string;
  parameter?: string;
  detail?: string;
}

/** The only place that turns problem documents into words. What it has no words for keeps the server's. */
export function inWords(
  problem: Problem,
  t: Say,
  has: (key: string) => key is MessageKey,
  times: Times,
  zone?: string,
): Told {
  const slug = slugOf(problem);
  const titleKey = `problem.${slug}`;
  const fallback = problem.status >= 500 ? t('problem.internal-error') : t('problem.refused');
  const title = has(titleKey) ? t(titleKey) : fallback;
  return {
    title,
    detail: detailOf(problem, slug, t, has, times, zone) ?? title,
    fields: fieldsOf(problem),
  };
}

function detailOf(
  problem: Problem,
  slug: string,
  t: Say,
  has: (key: string) => key is MessageKey,
  times: Times,
  zone?: string,
): string | undefined {
  const rule = typeof problem.rule === 'string' ? `rule.${problem.rule}` : '';
  if (has(rule)) return t(rule, valuesOf(problem, times, zone));
  const detail = `detail.${slug}`;
  if (has(detail)) return t(detail, valuesOf(problem, times, zone));
  return problem.detail;
}

/** What the words of rules and problems may name. */
function valuesOf(problem: Problem, times: Times, zone?: string): Record<string, Value> {
  const blocking = problem.blocking as { starts_at: string; ends_at: string } | undefined;
  const value = problem.value;
  const minutes = typeof value === 'number' ? value : 0;
  const limit = typeof problem.limit === 'number' ? problem.limit : 0;
  return {
    value: typeof value === 'number' || typeof value === 'string' ? value : '',
    count: minutes,
    length: times.minutes(minutes),
    names: Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '',
    limit,
    millions: limit / 1_000_000,
    busy: blocking ? times.period(blocking.starts_at, blocking.ends_at, zone) : '',
    open: openOf(value, times, zone),
    at: moment(
      problem,
      ['earliest', 'earliest_start', 'latest_start', 'earliest_end', 'latest_end'],
      times,
      zone,
    ),
    seconds: Number(problem.retry_after ?? 0),
  };
}

function openOf(value: unknown, times: Times, zone?: string): string {
  if (!Array.isArray(value)) return '';
  return value
    .filter((part): part is { starts_at: string; ends_at: string } => typeof part?.starts_at === 'string')
    .map((part) => `${times.day(part.starts_at, zone)}, ${times.period(part.starts_at, part.ends_at, zone)}`)
    .join('; ');
}

function moment(problem: Problem, names: string[], times: Times, zone?: string): string {
  const found = names.map((name) => problem[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? `${times.day(found, zone)}, ${times.time(found, zone)}` : '';
}

function fieldsOf(problem: Problem): Record<string, string> {
  const errors = (problem.errors ?? []) as FieldError[];
  return Object.fromEntries(
    errors.map((error) => {
      const place = error.pointer ?? error.parameter ?? '';
      return [place.slice(place.lastIndexOf('/') + 1), error.detail ?? ''];
    }),
  );
}

/** Tells problems to the reader; times in the zone named, or in the reader's. */
export function useWords(): (problem: Problem, zone?: string) => Told {
  const { t, has } = useI18n();
  const times = useTimes();
  return useCallback((problem, zone) => inWords(problem, t, has, times, zone), [t, has, times]);
}
