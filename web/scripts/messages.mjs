// Every language says everything: the same keys, the same arguments, and each plural form that the language has.
// Every key that is said stands in the code. `node scripts/messages.mjs`
import { readdirSync, readFileSync } from 'node:fs';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const folder = new URL('../src/languages/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const problems = [];

/** The arguments of a message, and the plural forms it offers for each. */
function argumentsOf(elements, found = new Map()) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    const forms = found.get(element.value) ?? new Set();
    found.set(element.value, forms);
    if (element.type === TYPE.plural) for (const form of Object.keys(element.options)) forms.add(form);
    for (const option of Object.values(element.options ?? {})) argumentsOf(option.value, found);
    if (element.children) argumentsOf(element.children, found);
  }
  return found;
}

const plurals = (language) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;
const english = read('en.json');
const source = readdirSync(new URL('../src/', import.meta.url), { recursive: true })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8'))
  .join('\n');

for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
  const language = name.replace('.json', '');
  const messages = read(name);
  for (const key of Object.keys(english)) if (!(key in messages)) problems.push(`${name} lacks ${key}`);
  for (const [key, message] of Object.entries(messages)) {
    if (!(key in english)) {
      problems.push(`${name} has ${key}, which English lacks`);
      continue;
    }
    try {
      const found = argumentsOf(parse(message));
      const wanted = [...argumentsOf(parse(english[key])).keys()].sort();
      const has = [...found.keys()].sort();
      if (String(has) !== String(wanted)) problems.push(`${name}: ${key} takes ${has}, in English ${wanted}`);
      for (const [argument, forms] of found) {
        if (forms.size === 0) continue;
        const lacking = plurals(language).filter((form) => !forms.has(form));
        if (lacking.length) problems.push(`${name}: ${key} has no ${lacking} of ${argument}`);
      }
    } catch (error) {
      problems.push(`${name}: ${key} is not a message: ${error.message}`);
    }
  }
}
// Families such as `rule.<name>` are put together where they are said.
const families = [...source.matchAll(/`([a-z-]+\.[a-z-]*)\$\{/g)].map(([, beginning]) => beginning);
for (const key of Object.keys(english)) {
  if (!source.includes(`'${key}'`) && !families.some((each) => key.startsWith(each))) {
    problems.push(`nobody says ${key}`);
  }
}
if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${Object.keys(english).length} messages in every language.`);
