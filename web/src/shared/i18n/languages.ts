import type english from '@/languages/en.json';

/** What can be said, by key; English has all of it, and `npm run check` sees that every other language has too. */
export type MessageKey = keyof typeof english;
export type Messages = Record<MessageKey, string>;

const files = import.meta.glob<Messages>('@/languages/*.json', { import: 'default' });
const loaders = new Map(
  Object.entries(files).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), load]),
);

export type Language = string;

/** Every language that has a file. */
export const languages: Language[] = [...loaders.keys()].sort();

const KEPT = 'bookit.language';
const FALLBACK = 'en';

/** What the reader chose, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  const wishes = [kept, ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wishes.find((wish): wish is string => wish !== null && loaders.has(wish)) ?? FALLBACK;
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}

const WHERE_UNKNOWN: Record<Language, string> = { en: 'en-GB' };

/** The language with the region that the browser says, for dates and numbers. */
export function localeOf(language: Language): string {
  const regional = navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? WHERE_UNKNOWN[language] ?? language;
}

/** A language's name in itself: Русский. */
export function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

export async function loadMessages(language: Language): Promise<Messages> {
  const load = loaders.get(language) ?? loaders.get(FALLBACK);
  if (!load) throw new Error('There is no language at all.');
  return load();
}
