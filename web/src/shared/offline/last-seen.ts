import { connection, ProblemError } from '@/shared/api';

/** What was last seen here: each answer by its name, with when it was given. */
interface Kept {
  /** Who saw it; null for what everybody may. */
  member_id: string | null;
  answers: Record<string, { at: number; answer: unknown }>;
}

/** For whom an answer was: the reader alone, or whoever asks. */
type For = 'reader' | 'everybody';

const KEYS: Record<For, string> = { reader: 'bookit.last-seen', everybody: 'bookit.last-known' };
const LONGEST_MS = 7 * 24 * 60 * 60_000;

/** Whose page this is. Another tab may have signed somebody else in: then nothing is kept or shown here any more. */
let reader: string | null = null;

function read(whose: For): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEYS[whose]) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function write(whose: For, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(KEYS[whose], JSON.stringify(kept));
    else localStorage.removeItem(KEYS[whose]);
  } catch {
    // Where nothing can be stored, nothing can be read without network; that is all.
  }
}

/** What may be kept with, and shown from. */
function open(whose: For): Kept | null {
  const kept = read(whose);
  if (whose === 'everybody') return kept ?? { member_id: null, answers: {} };
  return kept?.member_id === reader ? kept : null;
}

/** Who reads from now on; what somebody else saw here is forgotten. Nobody reads after signing out. */
export function readBy(member_id: string | null): void {
  reader = member_id;
  if (member_id === null) write('reader', null);
  else if (read('reader')?.member_id !== member_id) write('reader', { member_id, answers: {} });
}

/** Keep an answer for when there is no network, under the name of what was asked. */
export function keepSeen(name: string, answer: unknown, whose: For = 'reader'): void {
  const kept = open(whose);
  if (kept) write(whose, { ...kept, answers: { ...kept.answers, [name]: { at: Date.now(), answer } } });
}

/** What is asked for; and without network what was answered last, where this browser knows it. */
export async function orLastSeen<T>(name: string, ask: () => Promise<T>, whose: For = 'reader'): Promise<T> {
  try {
    const answer = await ask();
    keepSeen(name, answer, whose);
    return answer;
  } catch (failure) {
    if (!(failure instanceof ProblemError) || !failure.isOffline) throw failure;
    // A page that was opened without network belongs to who was here last.
    reader ??= read('reader')?.member_id ?? null;
    const last = open(whose)?.answers[name];
    if (!last || last.at < Date.now() - LONGEST_MS) throw failure;
    if (whose === 'reader') connection.showing(last.at);
    return last.answer as T;
  }
}
