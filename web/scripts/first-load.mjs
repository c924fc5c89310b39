// Prints and enforces how much compressed script a first visit loads: the entry, all that it imports at once and
// the words that everybody needs; and the largest pages on top of it. `node scripts/first-load.mjs` after a build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST_KB = 240;
const site = new URL('../../bookit/site/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', site), 'utf8'));

function withImports(name, seen = new Set()) {
  if (!seen.has(name)) {
    seen.add(name);
    for (const imported of manifest[name].imports ?? []) withImports(imported, seen);
  }
  return seen;
}

const bytes = (name) => gzipSync(readFileSync(new URL(manifest[name].file, site))).length;
const kb = (names) => [...names].reduce((sum, name) => sum + bytes(name), 0) / 1000;

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const first = withImports(entry);
const isScript = (name) => manifest[name].file.endsWith('.js');
const pages = Object.keys(manifest)
  .filter((name) => manifest[name].isDynamicEntry && isScript(name))
  .map((name) => ({
    name,
    kb: kb([...withImports(name)].filter((each) => !first.has(each) && isScript(each))),
  }))
  .sort((a, b) => b.kb - a.kb);

const language = Math.max(
  ...pages.filter(({ name }) => /languages\/[^/]+\.json$/.test(name)).map((page) => page.kb),
  0,
);
const total = kb([...first].filter(isScript)) + language;
console.log(`First load: ${total.toFixed(1)} kB of compressed script (at most ${MOST_KB}).`);
for (const page of pages.slice(0, 8))
  console.log(`  then ${page.kb.toFixed(1).padStart(6)} kB  ${page.name}`);
if (total > MOST_KB) {
  console.error('Too much: load something on demand.');
  process.exit(1);
}
