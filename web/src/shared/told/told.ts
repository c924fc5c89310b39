import type { MessageKey, Say } from '@/shared/i18n';
import type { Times } from '@/shared/time';

/** What an event says, however it was asked for; `words` are the server's own English, where it has any. */
export interface Fact {
  topic: string;
  data: Record<string, unknown> | null;
  words?: string;
}

export interface Teller {
  t: Say;
  has: (key: string) => key is MessageKey;
  times: Times;
  /** The reader's own without one. */
  zone?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** From when to when an event is about; empty where it says none. */
export function periodOf(data: NonNullable<Fact['data']>, { times, zone }: Teller): string {
  const [from, to] = [text(data.starts_at), text(data.ends_at)];
  return from && to ? `${times.day(from, zone)}, ${times.period(from, to, zone)}` : '';
}

/** A sentence with the reason that somebody gave. */
export function withReason(sentence: string, data: NonNullable<Fact['data']>, { t }: Teller): string {
  const reason = text(data.reason) || text(data.text) || text(data.override_reason);
  return reason ? `${sentence} ${t('history.because', { reason })}` : sentence;
}

/** The fact, told apart where one topic says two things. */
function manner(topic: string, data: Fact['data']): string {
  if (topic === 'booking.placed' && data?.pending === true) return 'booking.requested';
  if (topic === 'booking.retitled' && !data?.title) return 'booking.untitled';
  return topic;
}

/** An event of a booking as one sentence; facts of newer servers keep the server's English. */
export function bookingTold({ topic, data, words = topic }: Fact, teller: Teller): string {
  const { t, has, times, zone } = teller;
  const key = `told.${manner(topic, data)}`;
  if (!data || !has(key)) return words;
  const guests = Array.isArray(data.guests) ? data.guests.map(text) : [];
  const sentence = t(key, {
    period: periodOf(data, teller),
    time: data.ended_at ? times.time(text(data.ended_at), zone) : '',
    title: text(data.title),
    count: Number(data.rating ?? data.attendees ?? 0),
    guests: guests.length,
    names: guests.join(', '),
  });
  return withReason(sentence, data, teller);
}
