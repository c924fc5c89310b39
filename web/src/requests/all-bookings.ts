import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';
import type { BookingsWanted } from './bookings';

const PAGE = 1000;

/** All bookings of a place and period that the reader may know of, however many pages they are. */
export const allBookings = (query: Omit<BookingsWanted, 'cursor' | 'limit'>) =>
  queryOptions({
    queryKey: ['bookings', 'all', query],
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const items = [];
      let cursor: string | undefined;
      do {
        const page = await answered(
          client.GET('/api/queries/bookings', {
            params: { query: { ...query, cursor, limit: PAGE } },
            signal,
          }),
        );
        items.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return items;
    },
  });
