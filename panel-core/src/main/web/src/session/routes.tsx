import { createRoute } from '@tanstack/react-router'
import { root } from '../app/roots'
import { SignInPage } from './SignInPage'

export const sessionRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    // Only a path of this origin: a copied link must not lead elsewhere after the sign-in.
    validateSearch: (search: Record<string, unknown>): { next?: string } =>
      typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {},
    component: SignInPage,
  }),
] as const
