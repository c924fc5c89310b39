import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The head of the chain, how far it was checked, and what was signed. */
export const ledgerProof = queryOptions({
  queryKey: ['ledger', 'proof'],
  staleTime: 60_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ledger/proof', { signal })),
});
