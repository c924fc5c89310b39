import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { paths } from '@/api/schema';
import { answered, client } from './client';
import { ProblemError } from './problem';
import { uuid7 } from './uuid';

type CommandPath = Extract<keyof paths, `/api/commands/${string}`>;
type Post<P extends CommandPath> = NonNullable<paths[P]['post']>;

/** A command by its name in the API: `place-booking`. */
export type CommandName = CommandPath extends `/api/commands/${infer Name}` ? Name : never;

export type CommandBody<N extends CommandName> =
  Post<`/api/commands/${N}`> extends {
    requestBody: { content: { 'application/json': infer Body } };
  }
    ? Body
    : never;

type Success<R> = R extends { 201: { content: { 'application/json': infer A } } }
  ? A
  : R extends { 200: { content: { 'application/json': infer A } } }
    ? A
    : never;

export type CommandAnswer<N extends CommandName> =
  Post<`/api/commands/${N}`> extends { responses: infer R } ? Success<R> : never;

interface Told<N extends CommandName> {
  /** After the answer; what is shown is being asked anew by then. */
  onDone?: (answer: CommandAnswer<N>, body: CommandBody<N>) => void;
  onRefused?: (problem: ProblemError, body: CommandBody<N>) => void;
}

const MOST_ATTEMPTS = 4;

/** Give a command once, with a key: asked again under the same key while nobody knows what became of it. */
export async function give<N extends CommandName>(
  name: N,
  body: CommandBody<N>,
  key = uuid7(),
): Promise<CommandAnswer<N>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const post = client.POST as unknown as (
        path: string,
        init: { body: unknown; headers: Record<string, string> },
      ) => Promise<{ data?: CommandAnswer<N>; error?: unknown; response: Response }>;
      return await answered(post(`/api/commands/${name}`, { body, headers: { 'Idempotency-Key': key } }));
    } catch (failure) {
      const problem = failure as ProblemError;
      if (!(failure instanceof ProblemError) || !problem.isPassing || attempt === MOST_ATTEMPTS)
        throw failure;
      await new Promise((resolve) => setTimeout(resolve, 1000 * (problem.retryAfterSeconds ?? attempt)));
    }
  }
}

/**
 * An act of the reader: one command, done once however often the button is pressed.
 *
 * The key belongs to what is intended. The same body goes out under the same key until its outcome is known; after
 * that, or with another body, it is another intention.
 */
export function useAct<N extends CommandName>(name: N, told: Told<N> = {}) {
  const queries = useQueryClient();
  const intent = useRef<{ key: string; body: string } | null>(null);
  const underWay = useRef(false);

  const mutation = useMutation<CommandAnswer<N>, ProblemError, CommandBody<N>>({
    mutationFn: (body) => {
      const said = JSON.stringify(body);
      if (intent.current?.body !== said) intent.current = { key: uuid7(), body: said };
      return give(name, body, intent.current.key);
    },
    onSuccess: (answer, body) => {
      intent.current = null;
      void queries.invalidateQueries();
      told.onDone?.(answer, body);
    },
    onError: (problem, body) => {
      if (!problem.isOutcomeUnknown) intent.current = null;
      told.onRefused?.(problem, body);
    },
    onSettled: () => {
      underWay.current = false;
    },
  });

  return {
    act(body: CommandBody<N>) {
      if (underWay.current) return;
      underWay.current = true;
      mutation.mutate(body);
    },
    isUnderWay: mutation.isPending,
    problem: mutation.error,
    forget: mutation.reset,
  };
}
