import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    component: lazyRouteComponent(() => import('./PeoplePage'), 'PeoplePage'),
  }),
] as const
