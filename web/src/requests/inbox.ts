import { infiniteQueryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const PAGE = 30;

/** What I was told, the latest first. */
export const inbox = infiniteQueryOptions({
  queryKey: ['inbox'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) =>
    answered(client.GET('/api/queries/inbox', { params: { query: { limit: PAGE, cursor } }, signal })),
  getNextPageParam: (last) => last.next_cursor ?? undefined,
});
