import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type SeriesWanted = paths['/api/queries/series/preview']['get']['parameters']['query'];

/** The verdict on each date of a series that does not exist yet. */
export const seriesPreview = (query: SeriesWanted) =>
  queryOptions({
    queryKey: ['series', 'preview', query],
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/series/preview', { params: { query }, signal })),
  });
