import { useMutation } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';

type Token = { member_id: string; token: string };

/** A token with which a member sets a password: to join, or because the old one is lost. Shown this once. */
export function useLetIn(onDone?: (made: Token) => void) {
  return useMutation<Token, ProblemError, { member_id: string; by: 'invitation' | 'password-reset' }>({
    mutationFn: ({ member_id, by }) => {
      const params = { path: { member_id } };
      return by === 'invitation'
        ? answered(client.POST('/api/accounts/{member_id}/invitation', { params }))
        : answered(client.POST('/api/accounts/{member_id}/password-reset', { params }));
    },
    onSuccess: onDone,
  });
}
