import { queryOptions, useMutation } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

type Get = paths['/api/queries/reports/{report}']['get']['parameters'];
export type ReportName = Get['path']['report'];
export type ReportWanted = Get['query'];

/** A report's rows: its groups, then its measures (docs/reporting.md). */
export const report = (name: ReportName, query: ReportWanted) =>
  queryOptions({
    queryKey: ['reports', name, query],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const answer = await answered(
        client.GET('/api/queries/reports/{report}', { params: { path: { report: name }, query }, signal }),
      );
      if (typeof answer === 'string') throw new Error('rows were asked for, not a file');
      return answer;
    },
  });

interface File {
  name: ReportName;
  query: ReportWanted;
}

/** The same as a CSV file, saved by the browser. */
export function useReportFile(onRefused: (problem: ProblemError) => void) {
  return useMutation<unknown, ProblemError, File>({
    mutationFn: async ({ name, query }) => {
      const content = await answered(
        client.GET('/api/queries/reports/{report}', {
          params: { path: { report: name }, query },
          headers: { Accept: 'text/csv' },
          parseAs: 'blob',
        }),
      );
      const address = URL.createObjectURL(content as Blob);
      const link = document.createElement('a');
      link.href = address;
      link.download = `${name}-${query.from}-${query.to}.csv`;
      link.click();
      URL.revokeObjectURL(address);
    },
    onError: onRefused,
  });
}
