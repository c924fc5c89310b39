import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Problem, ProblemError, slugOf } from '@/shared/api';
import { Failure } from './Failure';
import { Rows } from './Rows';

interface Props<T> {
  of: UseQueryResult<T>;
  /** What stands in its place until it is there, of the same height. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query answers, once it has; a skeleton before, the problem in words instead. */
export function Loaded<T>({ of: query, skeleton = <Rows count={4} />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return <Failure problem={asked(problemOf(query.error))} onRetry={() => void query.refetch()} />;
  return skeleton;
}

/** The problem in any error; our own mistakes are not hidden behind words. */
export function problemOf(error: Error): Problem {
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

/** A question that fits no schema was asked by an address with a mistake in it: what it names does not exist. */
function asked(problem: Problem): Problem {
  return slugOf(problem) === 'malformed' ? { ...problem, type: '/problems/not-found' } : problem;
}
