import { useMutation } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, type ProblemError } from '@/shared/api';

/** Choose a new password; all other sessions end. */
export function useChangePassword(onDone: () => void) {
  return useMutation<unknown, ProblemError, components['schemas']['ChangePassword']>({
    mutationFn: (body) => answered(client.POST('/api/session/password', { body })),
    onSuccess: onDone,
  });
}
