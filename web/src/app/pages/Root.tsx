import { Outlet } from '@tanstack/react-router';

/** The outermost: pages with a session bring the shell, the others stand alone. */
export function Root() {
  return <Outlet />;
}
