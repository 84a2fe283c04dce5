import { createRoute } from '@tanstack/react-router'
import { inside } from '../app/roots'
import { HomePage } from './HomePage'

export const homeRoutes = [createRoute({ getParentRoute: () => inside, path: '/', component: HomePage })] as const
