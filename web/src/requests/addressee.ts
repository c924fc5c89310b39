import { queryOptions } from '@tanstack/react-query';
import { answered, client, ProblemError } from '@/shared/api';

const NOBODYS = new Set([404, 422]);

/** Who has this whole address; null for nobody. */
export const addressee = (email: string) =>
  queryOptions({
    queryKey: ['addressee', email],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      try {
        return await answered(client.GET('/api/queries/addressee', { params: { query: { email } }, signal }));
      } catch (failure) {
        if (failure instanceof ProblemError && NOBODYS.has(failure.problem.status ?? 0)) return null;
        throw failure;
      }
    },
  });
