import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The organisation's name and colour, which everybody may know. */
export const organisation = queryOptions({
  queryKey: ['organisation'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/organisation', { signal })),
});
