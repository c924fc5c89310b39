import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { I18nProvider } from '@/shared/i18n';
import { schemeManager } from '@/shared/theme/appearance';
import { themeOf, variables } from '@/shared/theme/theme';
import type { AppRouter } from './router';

interface Props {
  colour: string;
  queries: QueryClient;
  router: AppRouter;
}

/** Everything that all pages stand in. */
export function App({ colour, queries, router }: Props) {
  const [theme] = useState(() => themeOf(colour));
  const [manager] = useState(schemeManager);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      <I18nProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" limit={3} containerWidth={400} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
