import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { startLive } from '../live/live'
import { proofs } from '../session/proof'
import { sessionQuery } from '../session/session'
import { Shell } from '../shell/Shell'
import { FaultPage } from '../ui/FaultPage'
import { NotFoundPage } from '../ui/NotFoundPage'
import { queries } from './queries'

export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: FaultPage,
})

/** The parent of every page that is for people who have signed in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const away = () => redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    if (proofs.current() === null) {
      throw away()
    }
    startLive()
    try {
      await queries.ensureQueryData(sessionQuery)
    } catch (fault) {
      throw proofs.current() === null ? away() : fault
    }
  },
  component: Shell,
})
