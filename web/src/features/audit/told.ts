import type { Say } from '@/shared/i18n';
import { bookingTold, type Fact, periodOf, type Teller, withReason } from '@/shared/told';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const size = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** What a topic is called; one of a newer server keeps its own name. */
export function topicName(topic: string, { t, has }: Pick<Teller, 't' | 'has'>): string {
  const key = `topic.${topic}`;
  return has(key) ? t(key) : topic;
}

/** What happened, as one sentence: with what the event names, where it names anything worth telling. */
export function told(fact: Fact, teller: Teller): string {
  const { topic, data } = fact;
  const { t, has } = teller;
  if (!data) return topicName(topic, teller);
  if (topic.startsWith('booking.')) return bookingTold(fact, teller);
  const sentence = `fact.${topic}`;
  const name = `topic.${topic}`;
  if (has(sentence)) return withReason(t(sentence, namedIn(data, teller)), data, teller);
  return has(name) ? withReason(`${t(name)}.`, data, teller) : (fact.words ?? topic);
}

function namedIn(data: Record<string, unknown>, teller: Teller): Parameters<Say>[1] {
  const { t, has, times, zone } = teller;
  const [kind, role] = [`kind.${text(data.kind)}`, `role.${text(data.role)}`];
  return {
    name: text(data.name),
    group: text(data.group),
    capacity: Number(data.capacity ?? 0),
    period: periodOf(data, teller),
    until: data.accept_by
      ? `${times.day(text(data.accept_by), zone)}, ${times.time(text(data.accept_by), zone)}`
      : '',
    // A day of the calendar, wherever one reads of it.
    day: data.day ? times.date(`${text(data.day)}T12:00:00Z`, 'UTC') : '',
    kind: has(kind) ? t(kind) : text(data.kind),
    role: has(role) ? t(role) : text(data.role),
    placed: size(data.placed),
    removed: size(data.removed),
    photos: size(data.photos),
    seats: size(data.seats),
  };
}
