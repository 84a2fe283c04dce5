import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const daemonsRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/daemons',
    validateSearch: (search: Record<string, unknown>): { add?: true } => (search.add === true ? { add: true } : {}),
    component: lazyRouteComponent(() => import('./DaemonsPage'), 'DaemonsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/daemons/$daemon',
    component: lazyRouteComponent(() => import('./DaemonPage'), 'DaemonPage'),
  }),
] as const
