import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import {
  keepLanguage,
  type Language,
  loadMessages,
  localeOf,
  type MessageKey,
  type Messages,
} from './languages';

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

/** Says messages of one language; each is read once. */
export function speaker(language: Language, messages: Messages): Say {
  const read = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    let message = read.get(key);
    if (!message) {
      message = new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true });
      read.set(key, message);
    }
    return String(message.format(values));
  };
}

interface Props {
  language: Language;
  messages: Messages;
  children: ReactNode;
}

export function I18nProvider({ language, messages, children }: Props) {
  const [spoken, setSpoken] = useState({ language, messages });

  const speak = useCallback(async (next: Language) => {
    const loaded = await loadMessages(next);
    keepLanguage(next);
    document.documentElement.lang = next;
    setSpoken({ language: next, messages: loaded });
  }, []);

  const value = useMemo<I18n>(
    () => ({
      language: spoken.language,
      locale: localeOf(spoken.language),
      t: speaker(spoken.language, spoken.messages),
      has: (key): key is MessageKey => key in spoken.messages,
      speak,
    }),
    [spoken, speak],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}
