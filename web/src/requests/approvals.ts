import { infiniteQueryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const PAGE = 50;

/** What waits for my decision, the most urgent first. */
export const approvals = infiniteQueryOptions({
  queryKey: ['bookings', 'approvals'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    answered(
      client.GET('/api/queries/approvals', { params: { query: { cursor: pageParam, limit: PAGE } }, signal }),
    ),
  getNextPageParam: (last) => last.next_cursor ?? undefined,
});
