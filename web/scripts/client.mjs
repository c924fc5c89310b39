// The client's types from the OpenAPI document on standard input: written, or with --check compared with what is there.
import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import openapiTS, { astToString } from 'openapi-typescript';

const target = new URL('../src/api/schema.d.ts', import.meta.url);
const document = JSON.parse(await text(process.stdin));
const types = astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }));
const written = `// Made from the OpenAPI document by \`make client\`; never edited.\n\n${types}`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, written);
} else if (readFileSync(target, 'utf8') !== written) {
  console.error('The API has changed since its client was made: run `make client`.');
  process.exit(1);
}
