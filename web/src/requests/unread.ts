import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** How much of what I was told is unread. */
export const unread = queryOptions({
  queryKey: ['inbox', 'unread'],
  queryFn: async ({ signal }) => {
    const query = { unread: true, limit: 1 };
    return (await answered(client.GET('/api/queries/inbox', { params: { query }, signal }))).unread;
  },
});
