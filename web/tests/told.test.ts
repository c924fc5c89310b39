import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { told } from '@/features/audit/told';
import { TOPICS } from '@/features/audit/topics';
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
