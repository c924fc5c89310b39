import type { components } from '@/api/schema';

/** A problem document of the API, or one that the browser made because nothing was answered. */
export type Problem = Omit<components['schemas']['Problem'], 'type' | 'request_id'> & {
  type: string;
  [field: string]: unknown;
};

/** The server said no, or could not be reached. `shared/problems` puts it into words. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The last part of its type: `room-taken`. */
  get slug(): string {
    return slugOf(this.problem);
  }

  /** Whether nobody answered at all. */
  get isOffline(): boolean {
    return this.slug === 'offline';
  }

  /** Whether it may have happened although nobody said so; the same key asks again safely. */
  get isOutcomeUnknown(): boolean {
    return this.isOffline || this.problem.status >= 500;
  }

  /** Whether asking again in a moment may help; where there is no network, people are told at once instead. */
  get isPassing(): boolean {
    return this.isOutcomeUnknown && !(this.isOffline && !navigator.onLine);
  }
}

export function slugOf(problem: Problem): string {
  return problem.type.slice(problem.type.lastIndexOf('/') + 1);
}

export function offline(): ProblemError {
  return new ProblemError({
    type: '/problems/offline',
    title: 'Offline',
    status: 0,
    detail: 'The server can not be reached.',
  });
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'type' in value && 'status' in value;
}

/** What stands for an answer that is no problem document, such as a proxy's error page. */
export function unexpected(status: number): ProblemError {
  return new ProblemError({
    type: '/problems/internal-error',
    title: 'Unexpected',
    status,
    detail: `The server answered ${status}.`,
  });
}
