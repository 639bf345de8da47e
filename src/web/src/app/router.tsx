import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { Loading } from '@/ui/Loading';
import { Gate } from './Gate';
import { NotFoundPage } from './NotFoundPage';
import { SignInPage } from './SignInPage';

const root = createRootRoute({ notFoundComponent: NotFoundPage });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): { key?: string; to?: string } => ({
    ...(typeof search.key === 'string' ? { key: search.key } : {}),
    ...(typeof search.to === 'string' ? { to: search.to } : {})
  })
});
const gate = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Gate, notFoundComponent: NotFoundPage });

const page = <P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => gate, path, component, pendingComponent: () => <Loading /> });

// Each page is its own chunk; the notebook's is the large one, and no other page loads it.
const lazy = lazyRouteComponent;
const home = lazy(() => import('@/features/home/HomePage'), 'HomePage');
const cohorts = lazy(() => import('@/features/cohorts/CohortsPage'), 'CohortsPage');
const cohort = lazy(() => import('@/features/cohorts/CohortPage'), 'CohortPage');
const request = lazy(() => import('@/features/requests/RequestPage'), 'RequestPage');
const myRequest = lazy(() => import('@/features/requests/MyRequestPage'), 'MyRequestPage');
const reviews = lazy(() => import('@/features/reviews/ReviewsPage'), 'ReviewsPage');
const review = lazy(() => import('@/features/reviews/ReviewPage'), 'ReviewPage');
const permits = lazy(() => import('@/features/permits/PermitsPage'), 'PermitsPage');
const audit = lazy(() => import('@/features/audit/AuditPage'), 'AuditPage');
const samples = lazy(() => import('@/features/samples/SamplesPage'), 'SamplesPage');
const sessions = lazy(() => import('@/features/sessions/SessionsPage'), 'SessionsPage');
const wall = lazy(() => import('@/features/wall/WallPage'), 'WallPage');
const people = lazy(() => import('@/features/people/PeoplePage'), 'PeoplePage');
const notebooks = lazy(() => import('@/features/notebooks/NotebooksPage'), 'NotebooksPage');
const notebook = lazy(() => import('@/notebook/page/NotebookPage'), 'NotebookPage');

// The list is an index route of its own: beside a flat '/notebooks', the rest-of-path route would take the bare address too.
const notebookRoutes = createRoute({ getParentRoute: () => gate, path: '/notebooks' });
const notebookList = createRoute({
  getParentRoute: () => notebookRoutes,
  path: '/',
  component: notebooks,
  pendingComponent: () => <Loading />
});
const oneNotebook = createRoute({
  getParentRoute: () => notebookRoutes,
  path: '$',
  component: notebook,
  pendingComponent: () => <Loading />
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    gate.addChildren([
      page('/', home),
      page('/cohorts', cohorts),
      page('/cohorts/$name', cohort),
      page('/cohorts/$name/request', request),
      page('/requests/$id', myRequest),
      page('/reviews', reviews),
      page('/reviews/$id', review),
      page('/permits', permits),
      page('/audit', audit),
      page('/samples', samples),
      page('/sessions', sessions),
      page('/wall', wall),
      page('/people', people),
      notebookRoutes.addChildren([notebookList, oneNotebook])
    ])
  ]),
  defaultPendingMs: 100,
  defaultPreload: 'intent'
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
