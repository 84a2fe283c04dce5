import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'
import { auditSearch } from './search'

export const auditRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/audit',
    validateSearch: auditSearch,
    component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage'),
  }),
] as const
