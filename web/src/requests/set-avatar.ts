import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, client, type ProblemError } from '@/shared/api';
import { me } from './me';

/** Show the reader by a picture that they uploaded, or by none. */
export function useSetAvatar() {
  const queries = useQueryClient();
  return useMutation<unknown, ProblemError, string | null>({
    mutationFn: async (avatar) => {
      const now = await answered(client.PUT('/api/session/avatar', { body: { avatar } }));
      queries.setQueryData(me.queryKey, now);
    },
  });
}
