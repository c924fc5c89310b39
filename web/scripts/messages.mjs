// Every language says everything: the same keys, the same arguments, and each plural form that the language has.
// Every key that is said stands in the code; what only the pages of a part of the app say, stands in the part's file.
// `node scripts/messages.mjs`
import { readdirSync, readFileSync } from 'node:fs';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const folder = new URL('../src/languages/', import.meta.url);
const source = new URL('../src/', import.meta.url);
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

/** Compares the languages of one folder with its English, which is returned. */
function compared(inFolder) {
  const english = read(`${inFolder}en.json`);
  const names = readdirSync(new URL(inFolder, folder)).filter((each) => each.endsWith('.json'));
  for (const name of names) compare(`${inFolder}${name}`, name.replace('.json', ''), english);
  return { english, names };
}

function compare(name, language, english) {
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

/** The folders whose pages come with the words of `languages/staff`; see the routes. */
const STAFF = [
  'app/manage/',
  'shared/rules/',
  ...[
    'approvals',
    'audit',
    'branding',
    'feedback',
    'first-steps',
    'importing',
    'operations',
    'people',
    'places',
    'plan-editor',
    'reports',
    'rules',
  ].map((feature) => `features/${feature}/`),
];
const isStaffs = (file) => STAFF.some((each) => file.startsWith(each));

const code = readdirSync(source, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('api/'))
  .map((name) => {
    const text = readFileSync(new URL(name, source), 'utf8');
    // Families such as `rule.<name>` are put together where they are said.
    const families = [...text.matchAll(/`([a-z-]+\.[a-z-]*)\$\{/g)].map(([, beginning]) => beginning);
    return { name, text, families };
  });

/** The files that say a key. */
function sayers(key) {
  return code.filter(
    ({ text, families }) => text.includes(`'${key}'`) || families.some((each) => key.startsWith(each)),
  );
}

const everyones = compared('');
const staffs = compared('staff/');
if (String(everyones.names) !== String(staffs.names)) {
  problems.push(`languages: ${everyones.names}; in staff: ${staffs.names}`);
}
for (const key of Object.keys(everyones.english)) {
  const said = sayers(key);
  if (said.length === 0) problems.push(`nobody says ${key}`);
  else if (said.every(({ name }) => isStaffs(name)))
    problems.push(`only staff says ${key}: move it to staff/`);
}
for (const key of Object.keys(staffs.english)) {
  const said = sayers(key);
  const others = said.filter(({ name }) => !isStaffs(name)).map(({ name }) => name);
  if (said.length === 0) problems.push(`nobody says ${key}`);
  if (others.length) problems.push(`${others} says ${key}: move it out of staff/`);
  if (key in everyones.english) problems.push(`${key} is said twice`);
}
if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}
const count = (of) => Object.keys(of.english).length;
console.log(`${count(everyones)} messages for everybody and ${count(staffs)} for staff in every language.`);
