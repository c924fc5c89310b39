import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { told } from '@/features/audit/told';
import { TOPICS } from '@/features/audit/topics';
import { valueTold } from '@/features/audit/values';
import { speaker } from '@/shared/i18n/i18n';
import type { MessageKey } from '@/shared/i18n/languages';
import { needWords, speakIn, words } from '@/shared/i18n/spoken';
import { timesIn } from '@/shared/time/times';

const catalogue = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
const topics = [...catalogue.matchAll(/^### `([a-z_.]+)`/gm)].map(([, topic]) => topic ?? '');
const fields = [...catalogue.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, field]) => field ?? '');
const languages = readdirSync(new URL('../src/languages/staff/', import.meta.url)).map((name) =>
  name.replace('.json', ''),
);
/** What the server never lists as changed; see `_NOT_TOLD` in bookit/queries/history.py. */
const NOT_TOLD = ['units', 'closure_id', 'pending'];

async function teller(language: string) {
  await Promise.all([speakIn(language), needWords('staff')]);
  const { messages } = words.current();
  const has = (key: string): key is MessageKey => key in messages;
  return { t: speaker(language, messages), has, times: timesIn(language), zone: 'UTC' };
}

test('the ledger is narrowed by every topic there is', () => {
  expect(topics.length).toBeGreaterThan(60);
  expect(TOPICS).toEqual(topics);
});

describe.each(languages)('in %s', (language) => {
  test('every topic has a name and a sentence, every field a name', async () => {
    const speaks = await teller(language);
    expect(topics.filter((topic) => !speaks.has(`topic.${topic}`))).toEqual([]);
    const english = topics.filter((topic) =>
      told({ topic, data: {}, words: 'ENGLISH' }, speaks).includes('ENGLISH'),
    );
    expect(english).toEqual([]);
    const named = fields.filter((field) => !NOT_TOLD.includes(field));
    expect(named.filter((field) => !speaks.has(`field.${field}`))).toEqual([]);
  });

  test('a fact of a newer server keeps the words of the server', async () => {
    const speaks = await teller(language);
    expect(told({ topic: 'room.painted', data: {}, words: 'Painted.' }, speaks)).toBe('Painted.');
  });
});

test('a sentence says what the event names, in the language and with the reason', async () => {
  const data = { starts_at: '2026-11-23T10:00:00Z', ends_at: '2026-11-23T12:00:00Z', reason: 'потоп' };
  const sentence = told({ topic: 'room.closed', data }, await teller('ru'));
  expect(sentence).toMatch(/^Закрыто: .*10:00–12:00\. Причина: потоп$/);
});

describe('what changed', () => {
  const named: Record<string, string> = {
    '018f0000-0000-7000-8000-000000000001': 'Lagoon',
    '018f0000-0000-7000-8000-000000000002': 'D1',
  };
  const [room, seat] = Object.keys(named);
  const tell = async (language: string, field: string, value: unknown) =>
    valueTold(field, value, { ...(await teller(language)), nameOf: (id) => named[id] });

  test('is told by names', async () => {
    expect(await tell('en', 'room_id', room)).toBe('Lagoon');
    const placed = [
      { room_id: room, seat_id: null, x: 0 },
      { room_id: room, seat_id: seat, x: 5 },
    ];
    expect(await tell('en', 'placed', placed)).toBe('Lagoon, D1');
    expect(await tell('en', 'seats', [{ seat_id: seat, name: 'Window' }])).toBe('Window');
    expect(await tell('en', 'building_ids', ['018f0000-0000-7000-8000-00000000000f'])).toContain('018f');
  });

  test('is told by rules with their units', async () => {
    const policy = { max_minutes: 120, horizon_days: 14, check_in: true, of_tomorrow: 3 };
    expect(await tell('en', 'policy', policy)).toBe(
      'Longest booking: 2 hours; How far ahead: 14 days; Check-in: Yes; of_tomorrow: 3',
    );
    expect(await tell('ru', 'approval', [{ rule: 'approval_always', value: true }])).toMatch(/: Да$/);
  });

  test('is told by times and words, and by how many files there are', async () => {
    expect(await tell('ru', 'status', 'confirmed')).toBe((await teller('ru')).t('state.confirmed'));
    expect(await tell('en', 'opening_hours', { mon: [['09:00', '18:00']], sun: [] })).toBe('Mon 09:00–18:00');
    expect(await tell('en', 'starts', '2026-11-30T09:00:00')).toMatch(/November 30, 2026.*09:00/);
    expect(await tell('en', 'photos', [room, seat])).toBe('2 pictures');
    expect(await tell('en', 'features', [])).toBe('–');
  });

  test('keeps its JSON where there are no words for it', async () => {
    expect(await tell('en', 'of_tomorrow', [{ what: 1 }])).toBeNull();
  });
});
