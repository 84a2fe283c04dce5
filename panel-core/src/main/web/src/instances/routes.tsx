import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const instancesRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/instances',
    component: lazyRouteComponent(() => import('./InstancesPage'), 'InstancesPage'),
  }),
] as const
