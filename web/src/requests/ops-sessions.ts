import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** How many are signed in; nobody by name. */
export const opsSessions = queryOptions({
  queryKey: ['ops', 'sessions'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/sessions', { signal })),
});
