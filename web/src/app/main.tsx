import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@/shared/theme/ground.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { me } from '@/requests/me';
import { organisation } from '@/requests/organisation';
import { ProblemError } from '@/shared/api';
import { nameOf, preferredLanguage, speakIn } from '@/shared/i18n';
import { haveLetters } from '@/shared/theme/letters';
import { App } from './App';
import { createAppRouter } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // The request finds out whether there is a network: some have one without the browser knowing, and the other way round.
      networkMode: 'always',
      refetchOnReconnect: true,
      // A definite no stays one; what was lost on the way is asked again.
      retry: (count, error) => error instanceof ProblemError && error.isPassing && count < 3,
    },
    mutations: { networkMode: 'always' },
  },
});

const FALLBACK = { name: 'BookIT', colour: '#3550c4' };

/** What the server said is told on the page; our own mistakes are for the console as well. */
function report(error: unknown) {
  if (!(error instanceof ProblemError)) reportError(error);
}

async function start() {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  void queries.prefetchQuery(me);
  const [{ colour }] = await Promise.all([
    queries.ensureQueryData(organisation).catch(() => FALLBACK),
    speakIn(language),
    haveLetters(`BookIT ${nameOf(language)}`),
  ]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has a #root');
  createRoot(root, { onCaughtError: report }).render(
    <StrictMode>
      <App colour={colour} queries={queries} router={createAppRouter(queries)} />
    </StrictMode>,
  );
}

void start();

if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
