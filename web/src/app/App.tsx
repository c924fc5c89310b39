import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { organisation } from '@/requests/organisation';
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
  return (
    <QueryClientProvider client={queries}>
      <Themed colour={colour}>
        <I18nProvider>
          <Notifications position="bottom-right" limit={3} containerWidth={400} />
          <RouterProvider router={router} />
        </I18nProvider>
      </Themed>
    </QueryClientProvider>
  );
}

/** In the organisation's colour, which an admin may change while the app is open. */
function Themed({ colour, children }: { colour: string; children: ReactNode }) {
  const { data } = useQuery(organisation);
  const accent = data?.colour ?? colour;
  const theme = useMemo(() => themeOf(accent), [accent]);
  const [manager] = useState(schemeManager);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}
