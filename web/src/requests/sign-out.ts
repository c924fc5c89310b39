import { useMutation } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';

/** End this session, and forget all that was seen with it. */
export function useSignOut() {
  return useMutation<unknown, ProblemError>({
    mutationFn: () => answered(client.DELETE('/api/session')),
    // A new page, so that nothing of the old reader stays in memory.
    onSettled: () => window.location.assign('/sign-in'),
  });
}
