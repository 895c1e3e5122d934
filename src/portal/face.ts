import type { FastifyInstance } from 'fastify'
import { carriersOf } from '../platform/mail/carriers.ts'
import { columnRoutes } from './columns/routes.ts'
import { disclosureRoutes } from './disclosure/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { feedRoutes } from './feeds/routes.ts'
import { normativeRoutes } from './normative/routes.ts'
import { dataRoutes } from './open-data/routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { homeRoutes } from './routes.ts'
import { searchRoutes } from './search/routes.ts'
import { systemRoutes } from './system/routes.ts'
import { topicRoutes } from './topics/routes.ts'
import { type Copyable, pagesOf, type Surroundings } from './visit.ts'

/** Every page of the portal. What stands at a fixed address is found before the columns, whose addresses are their own. */
export function portalFace(app: FastifyInstance, surroundings: Surroundings, folder: string): Copyable {
  const { open, ...copyable } = pagesOf(app, surroundings, folder)
  homeRoutes(open)
  systemRoutes(open)
  feedRoutes(open)
  dataRoutes(open)
  feedbackRoutes(open)
  disclosureRoutes(open)
  documentRoutes(open, surroundings.official)
  normativeRoutes(open)
  organisationRoutes(open)
  topicRoutes(open)
  registerRoutes(open)
  reportRoutes(open, surroundings.typesetter)
  const mails = carriersOf(surroundings.config).email !== null
  requestRoutes(open, { typesetter: surroundings.typesetter, mails })
  searchRoutes(open)
  columnRoutes(open)
  return copyable
}
