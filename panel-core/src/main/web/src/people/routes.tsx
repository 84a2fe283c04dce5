import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    validateSearch: (search: Record<string, unknown>): { q?: string } =>
      typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {},
    component: lazyRouteComponent(() => import('./PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/$user',
    component: lazyRouteComponent(() => import('./PersonPage'), 'PersonPage'),
  }),
] as const
