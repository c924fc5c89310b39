import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

export type ImportKind = components['schemas']['Kind'];
export type Report = components['schemas']['Report'];

export interface Import {
  kind: ImportKind;
  file: File;
  /** Only say what would become of each row. */
  dryRun: boolean;
  /** Also record bookings that have begun. */
  allowPast: boolean;
}

/** What became, or would become, of each row of a file. The same file again does nothing twice. */
export function useImportRows(onDone?: (report: Report) => void) {
  const queries = useQueryClient();
  return useMutation<Report, ProblemError, Import>({
    mutationFn: ({ kind, file, dryRun, allowPast }) =>
      answered(
        client.POST('/api/imports/{kind}', {
          params: { path: { kind }, query: { dry_run: dryRun, allow_past: allowPast } },
          // The client thinks of texts; the file goes out as it is.
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'Content-Type': /\.ics$/i.test(file.name) ? 'text/calendar' : 'text/csv' },
        }),
      ),
    onSuccess: (report, { dryRun }) => {
      if (!dryRun) void queries.invalidateQueries();
      onDone?.(report);
    },
  });
}
