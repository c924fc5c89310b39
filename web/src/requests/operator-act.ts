import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client, type ProblemError, uuid7 } from '@/shared/api';

type ActPath = Extract<keyof paths, `/api/ops/${string}`>;
type Post<P extends ActPath> = NonNullable<paths[P]['post']>;

/** An act of operators by its name in the API: `start-rebuild`. */
export type OperatorActName = ActPath extends `/api/ops/${infer Name}` ? Name : never;

type Content<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
type Wanted<N extends OperatorActName> = Content<Post<`/api/ops/${N}`>['requestBody']>;
type Answer = Content<Post<'/api/ops/retry-jobs'>['responses'][200]>;

interface Intent<N extends OperatorActName> {
  body: Wanted<N>;
  key: string;
}

/** Something an operator does to the machinery, once: the key goes with each click, and with all its attempts. */
export function useOperatorAct<N extends OperatorActName>(
  name: N,
  told: { onDone: (answer: Answer) => void; onRefused: (problem: ProblemError) => void },
) {
  const queries = useQueryClient();
  const mutation = useMutation<Answer, ProblemError, Intent<N>>({
    retry: (count, problem) => problem.isOutcomeUnknown && count < 3,
    mutationFn: ({ body, key }) => {
      const post = client.POST as unknown as (
        path: string,
        init: { body: unknown; headers: Record<string, string> },
      ) => Promise<{ data?: Answer; error?: unknown; response: Response }>;
      return answered(post(`/api/ops/${name}`, { body, headers: { 'Idempotency-Key': key } }));
    },
    onSuccess: told.onDone,
    onError: told.onRefused,
    onSettled: () => queries.invalidateQueries({ queryKey: ['ops'] }),
  });
  return {
    act: (body: Wanted<N>) => {
      if (!mutation.isPending) mutation.mutate({ body, key: uuid7() });
    },
    isUnderWay: mutation.isPending,
  };
}
