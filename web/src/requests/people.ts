import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const PAGE = 1000;
const MOST_PAGES = 10;

/** Everybody's name by id, in as few questions as there are pages: lists of events name many people. */
export const people = queryOptions({
  queryKey: ['ledger', 'people'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const names = new Map<string, string>();
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { items, next_cursor } = await answered(
        client.GET('/api/queries/members', { params: { query: { limit: PAGE, cursor } }, signal }),
      );
      for (const each of items) names.set(each.member_id, each.name);
      if (!next_cursor) break;
      cursor = next_cursor;
    }
    return names;
  },
});
