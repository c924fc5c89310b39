import { useMutation } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';
import type { Me } from './me';

/** Become the first owner, with the token from the server's log; begins a session. */
export function useClaimSetup(onDone: (me: Me) => void) {
  return useMutation<Me, ProblemError, components['schemas']['ClaimSetup']>({
    mutationFn: (body) => answered(client.POST('/api/session/setup', { body })),
    onSuccess: onDone,
  });
}
