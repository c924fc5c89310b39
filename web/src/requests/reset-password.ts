import { useMutation } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';
import type { Me } from './me';

/** Choose a new password with the token of a reset; begins a session. */
export function useResetPassword(onDone: (me: Me) => void) {
  return useMutation<Me, ProblemError, { token: string; password: string }>({
    mutationFn: (body) => answered(client.POST('/api/session/password-reset', { body })),
    onSuccess: onDone,
  });
}
