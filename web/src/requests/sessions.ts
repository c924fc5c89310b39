import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';

/** Where I am signed in, the latest first. */
export const sessions = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => answered(client.GET('/api/session/sessions', { signal })),
});

/** End one of my sessions. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation<unknown, ProblemError, string>({
    mutationFn: (session_id) =>
      answered(client.DELETE('/api/session/sessions/{session_id}', { params: { path: { session_id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: sessions.queryKey }),
  });
}
