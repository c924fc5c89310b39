import { queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

type Where = Pick<paths['/api/queries/availability']['get']['parameters']['query'], 'room_ids' | 'floor_id'>;
const EVERY_MS = 15_000;

/** What a screen shows of a local day: when rooms are free and taken, never by whom. It asks by itself, for days. */
export const screen = (where: Where, from: string, to: string) =>
  queryOptions({
    queryKey: ['screen', where, from, to],
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 60_000,
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/availability', { params: { query: { ...where, from, to } }, signal }),
      ),
  });
