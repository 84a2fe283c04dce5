import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const auditRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/audit',
    component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage'),
  }),
] as const
