import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** One series with its dates and those that were skipped. */
export const series = (series_id: string) =>
  queryOptions({
    queryKey: ['series', series_id],
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/series/{series_id}', { params: { path: { series_id } }, signal })),
  });
