// What opens the app without network: its own files, never anything of the API (docs/adr/0097).
// The build puts in which files, and a version that changes with them.
const FILES = __FILES__;
const CACHE = 'app-__VERSION__';
const PAGE = '/index.html';
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles());
  // Where the browser can be told so, the API never waits for this script.
  event.addRoutes?.([
    { condition: { urlPattern: new URLPattern({ pathname: '/api/*' }) }, source: 'network' },
  ]);
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(file(request));
});

async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { cache: 'no-cache' })));
}

async function forgetOlder() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

/** The page of today where it comes in time, else the one that is kept; its files are kept with it. */
async function page(request) {
  const answer = fetch(request).catch(() => undefined);
  const first = await Promise.race([answer, patience()]);
  return first ?? (await kept(PAGE)) ?? (await answer) ?? Response.error();
}

async function file(request) {
  return (await kept(new URL(request.url).pathname)) ?? fetch(request);
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}

function patience() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
