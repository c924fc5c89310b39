import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

/** Notifications were read: some, or all up to a time. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation<unknown, ProblemError, components['schemas']['MarkRead']>({
    mutationFn: (body) => answered(client.POST('/api/notifications/read', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
  });
}
