import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { organisation } from '@/requests/organisation';
import { signedOut, useLiveQueries } from '@/shared/api';
import { useDraft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { BottomBar } from './BottomBar';
import { ConnectionLost } from './ConnectionLost';
import { Rail } from './Rail';
import classes from './Shell.module.css';
import { TopBar } from './TopBar';
import { usePalette } from './usePalette';
import { whenHandsRest } from './whenHandsRest';

const loadDrawer = () => import('@/features/drafting/BookingDrawer');
const BookingDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.BookingDrawer })));
const loadPalette = () => import('@/features/palette/Palette');
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));

const SignInAgain = lazy(() => import('./SignInAgain').then((module) => ({ default: module.SignInAgain })));

/** What surrounds every page of a member: ways to go, the palette, the booking drawer. */
export function Shell() {
  const { t } = useI18n();
  const { draft } = useDraft();
  const palette = usePalette();
  const hasEnded = useSyncExternalStore(signedOut.subscribe, signedOut.isWaiting);
  const { data } = useQuery(organisation);
  useLiveQueries();

  // Whoever opens one of them goes on at once: it has to be there by then.
  useEffect(() => whenHandsRest(() => void Promise.allSettled([loadPalette(), loadDrawer()])), []);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <Rail name={data?.name ?? ''} logo={data?.logo_url} onSearch={palette.open} />
      <TopBar name={data?.name ?? ''} logo={data?.logo_url} onSearch={palette.open} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <ConnectionLost />
        <Outlet />
      </main>
      <BottomBar />
      <Suspense>
        {draft && <BookingDrawer />}
        {palette.isOpen && <Palette onClose={palette.close} />}
        {hasEnded && <SignInAgain />}
      </Suspense>
    </div>
  );
}
