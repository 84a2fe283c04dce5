import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../app/roots'

export const diagnosisRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/daemons/$daemon/diagnosis',
    component: lazyRouteComponent(() => import('./DiagnosisPage'), 'DiagnosisPage'),
  }),
] as const
