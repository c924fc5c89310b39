import { queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';
import type { HoursRead } from '@/shared/hours';

export type Building = Omit<components['schemas']['BuildingSeen'], 'opening_hours'> & {
  opening_hours: HoursRead;
};

/** One building. */
export const building = (building_id: string) =>
  queryOptions({
    queryKey: ['buildings', building_id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/buildings/{building_id}', { params: { path: { building_id } }, signal }),
      ),
  });
