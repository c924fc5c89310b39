import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** What I wait for. */
export const myWaitlist = queryOptions({
  queryKey: ['waitlist', 'mine'],
  queryFn: ({ signal }) =>
    answered(
      client.GET('/api/queries/waitlist', {
        params: { query: { mine: true, status: ['waiting', 'offered'], limit: 100 } },
        signal,
      }),
    ),
});
