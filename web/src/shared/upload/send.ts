import type { components } from '@/api/schema';
import { type Problem, ProblemError } from '@/shared/api';
import { isProblem, offline, unexpected } from '@/shared/api/problem';
import { signedInAgain } from '@/shared/api/signed-out';
import { type FileKind, LIMITS, typesOf } from './limits';

export type Uploaded = components['schemas']['FileUploaded'];

interface Told {
  /** From 0 to 1, of what was sent; at 1 the server looks at it. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Why a file would be refused, as far as one knows without sending it. */
export function refusalOf(kind: FileKind, file: File): Problem | null {
  const { mostBytes } = LIMITS[kind];
  if (file.size > mostBytes) {
    return refused('too-large', { detail: 'Too large.', limit: mostBytes });
  }
  // Some systems tell no type; then the content will.
  if (file.type && !typesOf(kind).includes(file.type)) {
    return refused('file-refused', { detail: 'No such picture.', rule: 'type' });
  }
  return null;
}

const refused = (slug: string, more: { detail: string; [field: string]: unknown }): Problem => ({
  type: `/problems/${slug}`,
  title: 'File refused',
  status: 422,
  ...more,
});

/** Upload a file; the same under the same key once more is the same file. Throws ProblemError, or AbortError. */
export async function send(
  kind: FileKind,
  owner: string,
  file: File,
  key: string,
  told: Told,
): Promise<Uploaded> {
  const answer = await sent(`/api/files/${kind}/${owner}`, file, key, told);
  if (answer.status === 401) {
    await signedInAgain();
    return send(kind, owner, file, key, told);
  }
  if (answer.status === 201) return answer.body as Uploaded;
  throw isProblem(answer.body) ? new ProblemError(answer.body) : unexpected(answer.status);
}

/** By XMLHttpRequest, because `fetch` does not tell how much was sent. */
function sent(
  path: string,
  file: File,
  key: string,
  { onProgress, signal }: Told,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    request.open('POST', path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException('The upload was given up.', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(file);
  });
}
