import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

type CreateToken = components['schemas']['CreateToken'];
type TokenMade = components['schemas']['TokenMade'];

/** My API tokens. */
export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => answered(client.GET('/api/session/tokens', { signal })),
});

/** Make a token; it is shown this once. */
export function useCreateToken(onDone: (made: TokenMade) => void) {
  const queries = useQueryClient();
  return useMutation<TokenMade, ProblemError, CreateToken>({
    mutationFn: (body) => answered(client.POST('/api/session/tokens', { body })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: tokens.queryKey });
      onDone(made);
    },
  });
}

/** Revoke one of my tokens. */
export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation<unknown, ProblemError, string>({
    mutationFn: (token_id) =>
      answered(client.DELETE('/api/session/tokens/{token_id}', { params: { path: { token_id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: tokens.queryKey }),
  });
}
