import { type Language, loadMessages, type Messages, type Part } from './languages';

/** A language, and how much of it is there. */
export interface Spoken {
  language: Language;
  messages: Messages;
}

interface Wish {
  language: Language;
  parts: readonly Part[];
}

let spoken: Spoken = { language: 'en', messages: {} };
let wish: Wish = { language: 'en', parts: ['everyone'] };
let latest: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

/** What is spoken changes at once and whole: whoever wishes otherwise meanwhile, waits for the last wish. */
function become(next: Wish): Promise<void> {
  const before = wish;
  wish = next;
  latest = Promise.all(next.parts.map((part) => loadMessages(next.language, part))).then(
    (loaded) => {
      if (wish !== next) return latest;
      spoken = { language: next.language, messages: Object.assign({}, ...loaded) };
      for (const listener of listeners) listener();
    },
    (failure: unknown) => {
      if (wish === next) wish = before;
      throw failure;
    },
  );
  return latest;
}

/** Speak a language, in all parts that were needed so far. */
export const speakIn = (language: Language): Promise<void> => become({ ...wish, language });

/** Have the words of a part of the app as well, before a page of it is shown. */
export async function needWords(part: Part): Promise<void> {
  if (wish.parts.includes(part)) await latest;
  else await become({ ...wish, parts: [...wish.parts, part] });
}

/** For React: what is spoken now, and news of when it changes. */
export const words = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => spoken,
};
