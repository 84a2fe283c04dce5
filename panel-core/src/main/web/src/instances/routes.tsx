import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { inside } from '../app/roots'
import { filesSearch } from '../files/filesSearch'
import { listSearch } from './listSearch'
import { newSearch } from './newSearch'

const instance = createRoute({
  getParentRoute: () => inside,
  path: '/instances/$daemon/$instance',
  component: lazyRouteComponent(() => import('./InstancePage'), 'InstancePage'),
})

const tabs = () => import('./tabs')

export const instancesRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/instances',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./InstancesPage'), 'InstancesPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/instances/new',
    validateSearch: newSearch,
    component: lazyRouteComponent(() => import('./NewInstancePage'), 'NewInstancePage'),
  }),
  instance.addChildren([
    createRoute({
      getParentRoute: () => instance,
      path: '/',
      beforeLoad: ({ params }): void => {
        throw redirect({ to: '/instances/$daemon/$instance/console', params, replace: true })
      },
    }),
    createRoute({
      getParentRoute: () => instance,
      path: '/console',
      component: lazyRouteComponent(tabs, 'ConsoleOfInstance'),
    }),
    createRoute({
      getParentRoute: () => instance,
      path: '/files',
      validateSearch: filesSearch,
      component: lazyRouteComponent(tabs, 'FilesOfInstance'),
    }),
    createRoute({
      getParentRoute: () => instance,
      path: '/settings',
      component: lazyRouteComponent(tabs, 'SettingsOfInstance'),
    }),
    createRoute({
      getParentRoute: () => instance,
      path: '/activity',
      component: lazyRouteComponent(tabs, 'ActivityOfInstance'),
    }),
  ]),
] as const
