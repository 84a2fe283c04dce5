import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const daemonsRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/daemons',
    component: lazyRouteComponent(() => import('./DaemonsPage'), 'DaemonsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/daemons/$daemon',
    component: lazyRouteComponent(() => import('./DaemonPage'), 'DaemonPage'),
  }),
] as const
