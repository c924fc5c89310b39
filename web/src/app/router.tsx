import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { me } from '@/requests/me';
import { token } from '@/shared/api';
import { draftOf } from '@/shared/draft';
import { needWords } from '@/shared/i18n';
import { questionOf } from '@/shared/question';
import { search } from '@/shared/router';
import { BrokenPage, MissingPage } from './pages/errors';
import { PageSkeleton } from './pages/PageSkeleton';
import { Root } from './pages/Root';
import { Shell } from './shell/Shell';

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Root });

// Without a session

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (found: Record<string, unknown>) => search.some({ next: search.ownPath(found.next) }),
  component: lazyRouteComponent(() => import('@/features/session/SignInPage'), 'SignInPage'),
});

const withToken = (found: Record<string, unknown>) => search.some({ token: search.text(found.token, 1000) });

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('@/features/session/InvitationPage'), 'InvitationPage'),
});

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('@/features/session/PasswordResetPage'), 'PasswordResetPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('@/features/session/SetupPage'), 'SetupPage'),
});

// With one

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  validateSearch: (found: Record<string, unknown>) => search.some({ draft: draftOf(found.draft) }),
  beforeLoad: async ({ context, location }) => {
    if (!(await context.queries.ensureQueryData(me))) {
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
  component: Shell,
});

const today = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/today/TodayPage'), 'TodayPage'),
});

const book = createRoute({
  getParentRoute: () => signedIn,
  path: '/book',
  validateSearch: (found: Record<string, unknown>) => search.some(questionOf(found)),
  component: lazyRouteComponent(() => import('@/features/book/BookPage'), 'BookPage'),
});

const bookIndex = createRoute({
  getParentRoute: () => book,
  path: '/',
  beforeLoad: () => {
    // In a corridor one wants an answer, at a desk the overview.
    const isPhone = window.matchMedia('(max-width: 48em)').matches;
    throw redirect({ to: isPhone ? '/book/find' : '/book/plan', search: (before) => before, replace: true });
  },
});

const plan = createRoute({
  getParentRoute: () => book,
  path: '/plan',
  component: lazyRouteComponent(() => import('@/features/plan/PlanView'), 'PlanView'),
});

const timeline = createRoute({
  getParentRoute: () => book,
  path: '/timeline',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({ span: search.oneOf(found.span, ['day', 'week'] as const) }),
  component: lazyRouteComponent(() => import('@/features/timeline/TimelineView'), 'TimelineView'),
});

const find = createRoute({
  getParentRoute: () => book,
  path: '/find',
  component: lazyRouteComponent(() => import('@/features/find/FindView'), 'FindView'),
});

const myBookings = createRoute({
  getParentRoute: () => signedIn,
  path: '/bookings',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({
      view: search.oneOf(found.view, ['list', 'week', 'month', 'waiting'] as const),
      day: search.day(found.day),
    }),
  component: lazyRouteComponent(() => import('@/features/my-bookings/MyBookingsPage'), 'MyBookingsPage'),
});

const bookingPage = createRoute({
  getParentRoute: () => signedIn,
  path: '/bookings/$bookingId',
  component: lazyRouteComponent(() => import('@/features/booking/BookingPage'), 'BookingPage'),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  component: lazyRouteComponent(() => import('@/features/inbox/InboxPage'), 'InboxPage'),
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile',
  component: lazyRouteComponent(() => import('@/features/profile/ProfilePage'), 'ProfilePage'),
});

const checkIn = createRoute({
  getParentRoute: () => signedIn,
  path: '/check-in/$roomId',
  validateSearch: (found: Record<string, unknown>) => search.some({ code: search.text(found.code, 100) }),
  component: lazyRouteComponent(() => import('@/features/booking/CheckInPage'), 'CheckInPage'),
});

// What only some may see, with words that only they need

const staffWords = () => needWords('staff');

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({
      part: search.oneOf(found.part, ['ledger', 'history', 'then', 'proof'] as const),
      from: search.day(found.from),
      until: search.day(found.until),
      topics: search.texts(found.topics),
      actor: search.uuid(found.actor),
      stream: search.uuid(found.stream),
      of: search.oneOf(found.of, ['bookings', 'rooms', 'members', 'series', 'streams'] as const),
      id: search.uuid(found.id),
      at: search.instant(found.at),
      view: search.oneOf(found.view, ['calendar', 'floor'] as const),
      building: search.uuid(found.building),
      floor: search.uuid(found.floor),
      day: search.day(found.day),
    }),
  loader: staffWords,
  component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({
      from: search.day(found.from),
      until: search.day(found.until),
      building: search.uuid(found.building),
      kind: search.oneOf(found.kind, [
        'meeting_room',
        'open_space',
        'phone_booth',
        'parking',
        'equipment',
      ] as const),
    }),
  loader: staffWords,
  component: lazyRouteComponent(() => import('@/features/reports/ReportsPage'), 'ReportsPage'),
});

const operations = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations',
  loader: staffWords,
  component: lazyRouteComponent(() => import('@/features/operations/OperationsPage'), 'OperationsPage'),
});

// Screens at doors and in lobbies: by a session, or by a token in the address's fragment

const screen = createRoute({
  getParentRoute: () => root,
  id: 'screen',
  beforeLoad: async ({ context, location }) => {
    // Who was asked for before the token was known is asked for again.
    if (token.speakAs(location.hash)) context.queries.removeQueries({ queryKey: me.queryKey });
    if (!(await context.queries.ensureQueryData(me))) {
      throw redirect({ to: '/sign-in', search: { next: location.pathname } });
    }
  },
});

const door = createRoute({
  getParentRoute: () => screen,
  path: '/door/$roomId',
  component: lazyRouteComponent(() => import('@/features/screens/DoorPage'), 'DoorPage'),
});

const board = createRoute({
  getParentRoute: () => screen,
  path: '/board/$floorId',
  component: lazyRouteComponent(() => import('@/features/screens/BoardPage'), 'BoardPage'),
});

// For managers and admins

const manage = createRoute({
  getParentRoute: () => signedIn,
  path: '/manage',
  loader: staffWords,
  component: lazyRouteComponent(() => import('./manage/ManageFrame'), 'ManageFrame'),
});

const manageHome = createRoute({
  getParentRoute: () => manage,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/manage/places', replace: true });
  },
});

const places = createRoute({
  getParentRoute: () => manage,
  path: '/places',
  component: lazyRouteComponent(() => import('@/features/places/PlacesPage'), 'PlacesPage'),
});

const buildingPage = createRoute({
  getParentRoute: () => manage,
  path: '/places/$buildingId',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({ part: search.oneOf(found.part, ['rooms', 'hours', 'days'] as const) }),
  component: lazyRouteComponent(() => import('@/features/places/BuildingPage'), 'BuildingPage'),
});

const roomPage = createRoute({
  getParentRoute: () => manage,
  path: '/places/$buildingId/rooms/$roomId',
  component: lazyRouteComponent(() => import('@/features/places/RoomPage'), 'RoomPage'),
});

const approvals = createRoute({
  getParentRoute: () => manage,
  path: '/approvals',
  component: lazyRouteComponent(() => import('@/features/approvals/ApprovalsPage'), 'ApprovalsPage'),
});

const feedback = createRoute({
  getParentRoute: () => manage,
  path: '/feedback',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({ building: search.uuid(found.building), room: search.uuid(found.room) }),
  component: lazyRouteComponent(() => import('@/features/feedback/FeedbackPage'), 'FeedbackPage'),
});

const people = createRoute({
  getParentRoute: () => manage,
  path: '/people',
  validateSearch: (found: Record<string, unknown>) => search.some({ name: search.text(found.name, 100) }),
  component: lazyRouteComponent(() => import('@/features/people/PeoplePage'), 'PeoplePage'),
});

const personPage = createRoute({
  getParentRoute: () => manage,
  path: '/people/$memberId',
  component: lazyRouteComponent(() => import('@/features/people/PersonPage'), 'PersonPage'),
});

const rules = createRoute({
  getParentRoute: () => manage,
  path: '/rules',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({
      building: search.uuid(found.building),
      kind: search.oneOf(found.kind, [
        'meeting_room',
        'open_space',
        'phone_booth',
        'parking',
        'equipment',
      ] as const),
      room: search.uuid(found.room),
    }),
  component: lazyRouteComponent(() => import('@/features/rules/RulesPage'), 'RulesPage'),
});

const importing = createRoute({
  getParentRoute: () => manage,
  path: '/import',
  validateSearch: (found: Record<string, unknown>) =>
    search.some({ rows: search.oneOf(found.rows, ['rooms', 'seats', 'members', 'bookings'] as const) }),
  component: lazyRouteComponent(() => import('@/features/importing/ImportPage'), 'ImportPage'),
});

const firstSteps = createRoute({
  getParentRoute: () => manage,
  path: '/start',
  component: lazyRouteComponent(() => import('./manage/FirstSteps'), 'FirstSteps'),
});

const planEditor = createRoute({
  getParentRoute: () => manage,
  path: '/plans/$floorId',
  component: lazyRouteComponent(() => import('./manage/PlanEditor'), 'PlanEditor'),
});

const branding = createRoute({
  getParentRoute: () => manage,
  path: '/branding',
  component: lazyRouteComponent(() => import('@/features/branding/BrandingPage'), 'BrandingPage'),
});

const managing = manage.addChildren([
  manageHome,
  firstSteps,
  places,
  buildingPage,
  roomPage,
  approvals,
  feedback,
  people,
  personPage,
  rules,
  importing,
  branding,
  planEditor,
]);

/** What matches nothing else; below the shell, so that one finds on. */
const missing = createRoute({ getParentRoute: () => signedIn, path: '$', component: MissingPage });

const tree = root.addChildren([
  signIn,
  invitation,
  passwordReset,
  setup,
  screen.addChildren([door, board]),
  signedIn.addChildren([
    today,
    book.addChildren([bookIndex, plan, timeline, find]),
    myBookings,
    bookingPage,
    inbox,
    profile,
    checkIn,
    audit,
    reports,
    operations,
    managing,
    missing,
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    // What an address says as before is the same object as before: only what has changed is drawn anew.
    defaultStructuralSharing: true,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
