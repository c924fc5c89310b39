import { useMutation } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';
import type { Me } from './me';

/** Choose a password with the token of an invitation; begins a session. */
export function useAcceptInvitation(onDone: (me: Me) => void) {
  return useMutation<Me, ProblemError, { token: string; password: string }>({
    mutationFn: (body) => answered(client.POST('/api/session/invitation', { body })),
    onSuccess: onDone,
  });
}
