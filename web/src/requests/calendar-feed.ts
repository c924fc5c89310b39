import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

type MyCalendarFeed = components['schemas']['MyCalendarFeed'];

/** Where calendar programs find my bookings. */
export const calendarFeed = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: ({ signal }) => answered(client.GET('/api/calendar', { signal })),
});

/** Make an address, or another one. */
export function useRenewCalendarFeed(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation<MyCalendarFeed, ProblemError, void>({
    mutationFn: () => answered(client.POST('/api/calendar')),
    onSuccess: (feed) => {
      queries.setQueryData(calendarFeed.queryKey, feed);
      onDone();
    },
  });
}

/** Let the address be void. */
export function useRevokeCalendarFeed(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation<unknown, ProblemError, void>({
    mutationFn: () => answered(client.DELETE('/api/calendar')),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: calendarFeed.queryKey }),
  });
}
