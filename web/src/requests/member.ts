import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** One member, where one may see them. */
export const member = (member_id: string) =>
  queryOptions({
    queryKey: ['members', 'one', member_id],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/members/{member_id}', { params: { path: { member_id } }, signal })),
  });
