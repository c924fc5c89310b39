import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';
import { orLastSeen } from '@/shared/offline';

/** The organisation's name and colour, which everybody may know. */
export const organisation = queryOptions({
  queryKey: ['organisation'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) =>
    orLastSeen(
      'organisation',
      () => answered(client.GET('/api/queries/organisation', { signal })),
      'everybody',
    ),
});
