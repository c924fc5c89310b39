import { useMutation } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';
import type { Me } from './me';

export type SignIn = components['schemas']['SignIn'];

/** Begin a session. */
export function useSignIn(onDone: (me: Me) => void) {
  return useMutation<Me, ProblemError, SignIn>({
    mutationFn: (body) => answered(client.POST('/api/session', { body })),
    onSuccess: onDone,
  });
}
