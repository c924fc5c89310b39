import { useMutation } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';
import { readBy } from '@/shared/offline';

/** End this session, and forget all that was seen with it. Who could not be signed out is told so. */
export function useSignOut(onRefused: (problem: ProblemError) => void) {
  return useMutation<unknown, ProblemError>({
    mutationFn: () => answered(client.DELETE('/api/session')),
    onSuccess: () => {
      readBy(null);
      // A new page, so that nothing of the old reader stays in memory.
      window.location.assign('/sign-in');
    },
    onError: onRefused,
  });
}
