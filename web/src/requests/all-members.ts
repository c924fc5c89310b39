import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type Member = components['schemas']['MemberSeen'];
export type Role = components['schemas']['Role'];

const PAGE = 50;

/** Everybody whose name or address has this part, by name. */
export const allMembers = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['members', 'all', name],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      answered(
        client.GET('/api/queries/members', {
          params: { query: { name, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
