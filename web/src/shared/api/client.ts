import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@/api/schema';
import { connection } from './connection';
import { answeredAt, remember, wanted } from './position';
import { isProblem, offline, ProblemError, unexpected } from './problem';
import { signedInAgain } from './signed-out';
import { token } from './token';

const QUERIES = '/api/queries/';
const COMMANDS = '/api/commands/';

/** Screens say who they are; queries wait for what this tab has done; commands tell how far the ledger has come. */
const freshness: Middleware = {
  onRequest({ request }) {
    const speaker = token.current();
    if (speaker) request.headers.set('Authorization', `Bearer ${speaker}`);
    if (request.url.includes(QUERIES) && wanted() > 0) {
      request.headers.set('Bookit-Min-Position', String(wanted()));
    }
    return request;
  },
  onResponse({ request, response }) {
    const position = Number(response.headers.get('Bookit-Position') ?? Number.NaN);
    if (Number.isNaN(position)) return;
    if (request.url.includes(COMMANDS)) remember(position);
    else answeredAt(position, Number(request.headers.get('Bookit-Min-Position') ?? 0));
  },
};

/** A request that finds the session ended is sent again once somebody has signed in: no form is lost. */
async function fetchSignedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  // Nobody stands at a screen to sign in.
  if (response.status !== 401 || token.current() || new URL(request.url).pathname.startsWith('/api/session'))
    return response;
  await signedInAgain();
  return fetch(again);
}

export const client = createClient<paths>({ fetch: fetchSignedIn });
client.use(freshness);

/** What was answered. Throws ProblemError for everything else. */
export async function answered<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request.catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    connection.lost();
    throw offline();
  });
  connection.answered();
  if (response.ok) return data as T;
  if (!isProblem(error)) throw unexpected(response.status);
  const retryAfter = response.headers.get('Retry-After');
  throw new ProblemError(error, retryAfter === null ? null : Number(retryAfter));
}
