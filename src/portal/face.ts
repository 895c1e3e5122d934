import type { FastifyInstance } from 'fastify'
import { columnRoutes } from './columns/routes.ts'
import { disclosureRoutes } from './disclosure/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { homeRoutes } from './routes.ts'
import { type Copyable, pagesOf, type Surroundings } from './visit.ts'

/** Every page of the portal. What stands at a fixed address is found before the columns, whose addresses are their own. */
export function portalFace(app: FastifyInstance, surroundings: Surroundings, folder: string): Copyable {
  const { open, ...copyable } = pagesOf(app, surroundings, folder)
  homeRoutes(open)
  disclosureRoutes(open)
  registerRoutes(open)
  reportRoutes(open)
  requestRoutes(open)
  columnRoutes(open)
  return copyable
}
