import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onBehind } from './position';

const STREAM = '/api/queries/stream';
const WITHOUT_STREAM_MS = 30_000;
const GATHER_MS = 400;

/** What does not follow from events of the ledger, asks again by itself, or stays what was asked for. */
const STEADY = new Set<unknown>(['organisation', 'sessions', 'tokens', 'ledger', 'ops', 'reports']);

/**
 * Keep what is shown as the ledger has it: asked anew when the server says that something happened (docs/live.md).
 *
 * Where no stream can be had, every half minute and when the reader comes back (which the query client does anyway).
 * Answers that were older than what this tab did are asked again as well.
 */
export function useLiveQueries(): void {
  const queries = useQueryClient();

  useEffect(() => {
    let stream: EventSource;
    let gathering: number | undefined;

    // News come in bursts; many of them make one round of questions.
    const askAnew = () => {
      gathering ??= window.setTimeout(() => {
        gathering = undefined;
        void queries.invalidateQueries({ predicate: ({ queryKey }) => !STEADY.has(queryKey[0]) });
      }, GATHER_MS);
    };
    const listen = () => {
      stream = new EventSource(STREAM);
      stream.onmessage = askAnew;
      stream.addEventListener('resync', askAnew);
      stream.addEventListener('ready', ({ data }: MessageEvent<string>) => {
        if (!(JSON.parse(data) as { resumed: boolean }).resumed) askAnew();
      });
    };
    // A stream that was cut comes back by itself; one that was refused has to be begun anew.
    const watch = window.setInterval(() => {
      if (stream.readyState === EventSource.OPEN || document.visibilityState === 'hidden') return;
      askAnew();
      if (stream.readyState === EventSource.CLOSED) listen();
    }, WITHOUT_STREAM_MS);

    // Whether it is true what the browser says of the network, one small question finds out.
    const askWhether = () => void queries.invalidateQueries({ queryKey: ['inbox', 'unread'] });
    window.addEventListener('offline', askWhether);

    listen();
    const stopListening = onBehind(askAnew);
    return () => {
      stream.close();
      stopListening();
      window.removeEventListener('offline', askWhether);
      window.clearTimeout(gathering);
      window.clearInterval(watch);
    };
  }, [queries]);
}
