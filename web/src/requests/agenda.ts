import { infiniteQueryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';
import { orLastSeen } from '@/shared/offline';

const PAGE = 50;

/** What I have ahead, running stays included, the next first. The first page can be read without network, as it was seen last. */
export const agenda = infiniteQueryOptions({
  queryKey: ['bookings', 'agenda'],
  // A cursor belongs to the moment of its first page.
  initialPageParam: { now: new Date().toISOString(), cursor: undefined as string | undefined },
  queryFn: ({ pageParam, signal }) => {
    const ask = () =>
      answered(
        client.GET('/api/queries/agenda', {
          params: { query: { now: pageParam.now, cursor: pageParam.cursor, limit: PAGE } },
          signal,
        }),
      );
    return pageParam.cursor ? ask() : orLastSeen('agenda', ask);
  },
  getNextPageParam: (last, _all, param) =>
    last.next_cursor ? { now: param.now, cursor: last.next_cursor } : undefined,
});
