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
export function useRenewCalendarFeed(onDone?: () => void) {
  const settle = useSettling(onDone);
  return useMutation<MyCalendarFeed, ProblemError, void>({
    mutationFn: () => answered(client.POST('/api/calendar')),
    onSettled: settle,
  });
}

/** Let the address be void. */
export function useRevokeCalendarFeed(onDone?: () => void) {
  const settle = useSettling(onDone);
  return useMutation<unknown, ProblemError, void>({
    mutationFn: () => answered(client.DELETE('/api/calendar')),
    onSettled: settle,
  });
}

/** What is there now is shown before it is said that something was done. */
function useSettling(onDone?: () => void) {
  const queries = useQueryClient();
  return async (_answer: unknown, problem: ProblemError | null) => {
    await queries.invalidateQueries({ queryKey: calendarFeed.queryKey });
    if (!problem) onDone?.();
  };
}
