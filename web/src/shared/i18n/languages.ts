import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type everyones from '@/languages/en.json';
import type staffs from '@/languages/staff/en.json';

/** What can be said, by key; English has all of it, and `npm run check` sees that every other language has too. */
export type MessageKey = keyof typeof everyones | keyof typeof staffs;

/** A message as the build has read it: words, or the elements of an ICU message (docs/adr/0096). */
type Read = string | MessageFormatElement[];
export type Messages = Partial<Record<MessageKey, Read>>;

/** What everybody needs, and what only those need who manage, audit, report or operate. */
export type Part = 'everyone' | 'staff';
const FOLDERS: Record<Part, string> = { everyone: '', staff: 'staff/' };

const files = import.meta.glob<Messages>('@/languages/**/*.json', { import: 'default' });
const loaders = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/languages\/(.+)\.json$/, '$1'), load]),
);

export type Language = string;

/** Every language that has a file. */
export const languages: Language[] = [...loaders.keys()].filter((name) => !name.includes('/')).sort();

const KEPT = 'bookit.language';
const FALLBACK = 'en';

/** What the reader chose, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  const wishes = [kept, ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wishes.find((wish): wish is string => wish !== null && languages.includes(wish)) ?? FALLBACK;
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

/** A part of what a language says. */
export async function loadMessages(language: Language, part: Part): Promise<Messages> {
  const load = loaders.get(FOLDERS[part] + language);
  if (!load) throw new Error(`There are no words of ${language} for ${part}.`);
  return load();
}
