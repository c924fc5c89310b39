import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { reaches, useMe } from '@/requests/me';
import { useI18n } from '@/shared/i18n';
import { MissingPage } from '../pages/errors';
import classes from './ManageFrame.module.css';
import { parts } from './parts';

/** What managers and admins have, below one row of ways. Whoever manages nothing finds nothing here. */
export function ManageFrame() {
  const { t } = useI18n();
  const who = useMe();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  // On a phone the row is longer than the screen: what is open shall be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what it waits for
  useEffect(() => {
    nav.current
      ?.querySelector('[data-status="active"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);

  if (!reaches(who, 'see-approvals')) return <MissingPage />;
  return (
    <>
      <nav ref={nav} className={classes.nav} aria-label={t('nav.manage')}>
        {parts
          .filter((part) => part.may(who))
          .map((part) => (
            <Link
              key={part.to}
              to={part.to}
              className={classes.entry}
              activeOptions={{ includeSearch: false }}
            >
              <part.icon size={18} stroke={1.7} aria-hidden />
              {t(part.words)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </>
  );
}
