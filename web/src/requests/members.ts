import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** People whose name or address has this part; for those who may see members. */
export const members = (name: string) =>
  queryOptions({
    queryKey: ['members', name],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/members', { params: { query: { name, limit: 10 } }, signal })),
  });
