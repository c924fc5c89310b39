import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';

type CalendarThen = components['schemas']['CalendarThen'];
type OccupancyThen = components['schemas']['OccupancyThen'];

/** A local day of a building, as its calendar was at that moment. */
export const calendarThen = (building_id: string, day: string, at: string) =>
  queryOptions({
    queryKey: ['ledger', 'as-of', 'calendar', building_id, day, at],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await answered(
        client.GET('/api/queries/ledger/as-of', {
          params: { query: { what: 'calendar', building_id, day, at } },
          signal,
        }),
      )) as CalendarThen,
  });

/** Who had which room or seat of a floor at that moment. */
export const occupancyThen = (floor_id: string, at: string) =>
  queryOptions({
    queryKey: ['ledger', 'as-of', 'occupancy', floor_id, at],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await answered(
        client.GET('/api/queries/ledger/as-of', {
          params: { query: { what: 'floor-occupancy', floor_id, at } },
          signal,
        }),
      )) as OccupancyThen,
  });
