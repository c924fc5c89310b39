import type { components } from '@/api/schema';
import type { MessageKey, Say } from '@/shared/i18n';
import type { Times } from '@/shared/time';

type Event = components['schemas']['EventSeen'];

/** An event of a booking as one sentence; facts of newer servers keep the server's English. */
export function sentenceOf(
  event: Event,
  t: Say,
  has: (key: string) => key is MessageKey,
  times: Times,
  zone: string,
): string {
  const data = event.data as Record<string, string | number | boolean | null | undefined>;
  const waits = event.topic === 'booking.placed' && data.pending === true;
  const key = `told.${waits ? 'booking.requested' : event.topic}`;
  if (!has(key)) return event.words;
  const { starts_at: from, ends_at: to, ended_at: ended } = data;
  const sentence = t(key, {
    period:
      typeof from === 'string' && typeof to === 'string'
        ? `${times.day(from, zone)}, ${times.period(from, to, zone)}`
        : '',
    time: typeof ended === 'string' ? times.time(ended, zone) : '',
    title: typeof data.title === 'string' ? data.title : '',
    count: typeof data.rating === 'number' ? data.rating : 0,
  });
  const reason = data.reason ?? data.text ?? data.override_reason;
  return typeof reason === 'string' && reason ? `${sentence} ${t('history.because', { reason })}` : sentence;
}
