import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

type Chosen = components['schemas']['ChosenNotifications'];

/** How I am told. */
export const notificationChoices = queryOptions({
  queryKey: ['notification-choices'],
  queryFn: ({ signal }) => answered(client.GET('/api/notifications/choices', { signal })),
});

/** Choose how I am told. */
export function useChooseNotifications(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation<Chosen, ProblemError, components['schemas']['ChooseNotifications']>({
    mutationFn: (body) => answered(client.PUT('/api/notifications/choices', { body })),
    onSuccess: (chosen) => {
      queries.setQueryData(notificationChoices.queryKey, chosen);
      onDone();
    },
  });
}
