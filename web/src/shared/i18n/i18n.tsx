import { IntlMessageFormat } from 'intl-messageformat';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { keepLanguage, type Language, localeOf, type MessageKey, type Messages } from './languages';
import { speakIn, words } from './spoken';

export type Arguments = Record<string, string | number | Date | null | undefined>;
export type Say = (key: MessageKey, values?: Arguments) => string;

interface I18n {
  language: Language;
  /** The language as it is written where the reader is: en-GB. */
  locale: string;
  /** A message in the reader's language, with its plural forms. */
  t: Say;
  /** Whether there is a message of that key, for words that come from the server by name. */
  has: (key: string) => key is MessageKey;
  speak: (language: Language) => Promise<void>;
}

const Context = createContext<I18n | null>(null);

/** Says messages of one language; each is prepared once. */
export function speaker(language: Language, messages: Messages): Say {
  const prepared = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`${key} belongs to words that were not loaded`);
    if (typeof message === 'string') return message;
    let format = prepared.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, language);
      prepared.set(key, format);
    }
    return String(format.format(values));
  };
}

/** Below it, everything is said in the language that is spoken; `speakIn` comes first. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const { language, messages } = useSyncExternalStore(words.subscribe, words.current);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const speak = useCallback(async (next: Language) => {
    await speakIn(next);
    keepLanguage(next);
  }, []);

  const value = useMemo<I18n>(
    () => ({
      language,
      locale: localeOf(language),
      t: speaker(language, messages),
      has: (key): key is MessageKey => key in messages,
      speak,
    }),
    [language, messages, speak],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}
