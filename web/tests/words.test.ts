import { expect, test } from 'vitest';
import { speaker } from '@/shared/i18n/i18n';
import { needWords, speakIn, words } from '@/shared/i18n/spoken';

const say = (...said: Parameters<ReturnType<typeof speaker>>) => {
  const { language, messages } = words.current();
  return speaker(language, messages)(...said);
};

test('words of a part are there once it was needed, in every language that is spoken after', async () => {
  await speakIn('en');
  expect(say('nav.today')).toBe('Today');
  expect(() => say('manage.places')).toThrow('not loaded');
  await needWords('staff');
  expect(say('manage.places')).toBe('Places');
  await speakIn('ru');
  expect(say('manage.places')).toBe('Места');
});

test('of two wishes at once the last one holds, with all that was needed', async () => {
  await Promise.all([speakIn('ru'), needWords('staff'), speakIn('en')]);
  expect(words.current().language).toBe('en');
  expect(say('manage.places')).toBe('Places');
});

test('numbers take the plural forms of the language', async () => {
  await speakIn('ru');
  expect(say('inbox.unread', { count: 1 })).not.toBe(say('inbox.unread', { count: 2 }));
  expect(say('inbox.unread', { count: 5 })).toContain('5');
});
