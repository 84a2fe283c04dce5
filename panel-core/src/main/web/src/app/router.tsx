import { createRouter } from '@tanstack/react-router'
import { accountRoutes } from '../account/routes'
import { auditRoutes } from '../audit/routes'
import { daemonsRoutes } from '../daemons/routes'
import { diagnosisRoutes } from '../diagnosis/routes'
import { homeRoutes } from '../home/routes'
import { instancesRoutes } from '../instances/routes'
import { peopleRoutes } from '../people/routes'
import { sessionRoutes } from '../session/routes'
import { FaultPage } from '../ui/FaultPage'
import { NotFoundPage } from '../ui/NotFoundPage'
import { base } from './base'
import { inside, root } from './roots'

/** Each feature brings its pages in its `routes.tsx`. */
const tree = root.addChildren([
  ...sessionRoutes,
  inside.addChildren([
    ...homeRoutes,
    ...instancesRoutes,
    ...daemonsRoutes,
    ...diagnosisRoutes,
    ...peopleRoutes,
    ...auditRoutes,
    ...accountRoutes,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  basepath: base === '' ? '/' : base,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: FaultPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
