import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rollup } from 'vite';

const script = fileURLToPath(new URL('./service-worker.js', import.meta.url));

/** What has no hash in its name; all of it stands in `public`, but for the page itself. */
const UNHASHED = ['/index.html', '/appearance.js', '/manifest.webmanifest', '/favicon.svg'];

/** What opens without network, besides what every page needs: the pages with what the reader has ahead. */
const OPENS = /\/features\/(today\/TodayPage|my-bookings\/MyBookingsPage)\.tsx$/;
const WORDS = /\/src\/languages\/[^/]+\.json$/;

type Chunk = Rollup.OutputChunk;

/** A chunk and all that it imports at once, with their styles. */
function withImports(name: string, chunks: Map<string, Chunk>, found: Set<string>): void {
  const chunk = chunks.get(name);
  if (!chunk || found.has(name)) return;
  found.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) withImports(imported, chunks, found);
}

/** Writes `sw.js`, with the names of the files that it keeps. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const chunks = new Map(
        outputs.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])),
      );
      const found = new Set<string>();
      for (const [name, { isEntry, facadeModuleId }] of chunks) {
        const is = (pattern: RegExp) => pattern.test(facadeModuleId ?? '');
        if (isEntry || is(OPENS) || is(WORDS)) withImports(name, chunks, found);
      }
      const fonts = outputs
        .map((each) => each.fileName)
        .filter((name) => /inter-(latin|cyrillic)-wght[^/]*\.woff2$/.test(name));
      const files = [...UNHASHED, ...[...found, ...fonts].sort().map((name) => `/${name}`)];
      const source = readFileSync(script, 'utf8');
      const unhashed = ['../index.html', ...UNHASHED.slice(1).map((path) => `../public${path}`)].map((path) =>
        readFileSync(fileURLToPath(new URL(path, import.meta.url))),
      );
      const version = createHash('sha256')
        .update(source)
        .update(files.join())
        .update(Buffer.concat(unhashed))
        .digest('hex');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source
          .replace('__FILES__', JSON.stringify(files))
          .replace('__VERSION__', version.slice(0, 16)),
      });
    },
  };
}
