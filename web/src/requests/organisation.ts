import { queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';
import { orLastSeen } from '@/shared/offline';

export type Organisation = components['schemas']['Organisation'];

/** The organisation's name, colour and logo, which everybody may know. */
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
