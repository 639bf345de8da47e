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

const lazyPage = lazyRouteComponent;

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    gate.addChildren([
      page(
        '/',
        lazyPage(() => import('@/features/home/HomePage'), 'HomePage')
      ),
      page(
        '/cohorts',
        lazyPage(() => import('@/features/cohorts/CohortsPage'), 'CohortsPage')
      ),
      page(
        '/cohorts/$name',
        lazyPage(() => import('@/features/cohorts/CohortPage'), 'CohortPage')
      ),
      page(
        '/cohorts/$name/request',
        lazyPage(() => import('@/features/requests/RequestPage'), 'RequestPage')
      ),
      page(
        '/requests/$id',
        lazyPage(() => import('@/features/requests/MyRequestPage'), 'MyRequestPage')
      ),
      page(
        '/reviews',
        lazyPage(() => import('@/features/reviews/ReviewsPage'), 'ReviewsPage')
      ),
      page(
        '/reviews/$id',
        lazyPage(() => import('@/features/reviews/ReviewPage'), 'ReviewPage')
      ),
      page(
        '/permits',
        lazyPage(() => import('@/features/permits/PermitsPage'), 'PermitsPage')
      ),
      page(
        '/audit',
        lazyPage(() => import('@/features/audit/AuditPage'), 'AuditPage')
      ),
      page(
        '/samples',
        lazyPage(() => import('@/features/samples/SamplesPage'), 'SamplesPage')
      ),
      page(
        '/notebooks',
        lazyPage(() => import('@/features/notebooks/NotebooksPage'), 'NotebooksPage')
      ),
      page(
        '/notebooks/$',
        lazyPage(() => import('@/notebook/page/NotebookPage'), 'NotebookPage')
      ),
      page(
        '/sessions',
        lazyPage(() => import('@/features/sessions/SessionsPage'), 'SessionsPage')
      ),
      page(
        '/people',
        lazyPage(() => import('@/features/people/PeoplePage'), 'PeoplePage')
      )
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
