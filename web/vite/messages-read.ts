import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

/** A message as the browser gets it: words, or the elements of an ICU message. */
function read(message: string) {
  const elements = parse(message, { ignoreTag: true });
  const [first] = elements;
  return elements.length === 1 && first?.type === TYPE.literal ? first.value : elements;
}

/** Reads the messages of every language while building, so that no browser loads a parser for them. */
export function messagesRead(): Plugin {
  return {
    name: 'messages-read',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/languages\/.+\.json$/.test(id)) return null;
      const messages = Object.entries<string>(JSON.parse(code));
      return JSON.stringify(Object.fromEntries(messages.map(([key, message]) => [key, read(message)])));
    },
  };
}
