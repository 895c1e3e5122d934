import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { applicantRoutes } from './applicants/routes.ts'
import { auditRoutes } from './audits/routes.ts'
import { calendarRoutes } from './calendars/routes.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { columnRoutes } from './columns/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { datasetRoutes } from './datasets/routes.ts'
import { deadlineRoutes } from './deadlines/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { guideRoutes } from './guide/routes.ts'
import { leakRoutes } from './leaks/routes.ts'
import { letterRoutes } from './letters/routes.ts'
import { normativeRoutes } from './normative/routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { answerProblems } from './problems.ts'
import { redactionRoutes } from './redaction/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { searchRoutes } from './search/routes.ts'
import type { Surroundings } from './serve.ts'
import { siteRoutes } from './site/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { topicRoutes } from './topics/routes.ts'

/** Everything below /api, and the OpenAPI document made from the same contract. */
export async function apiFace(app: FastifyInstance, surroundings: Surroundings): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '昭明 Zhaoming API',
        version: '0.1.0',
        description: '应急管理局政务公开平台的接口。错误一律以 problem+json（RFC 9457）返回，文字为中文。',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api' }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhaoming-session' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  })
  answerProblems(app)
  staffRoutes(app, surroundings)
  requestRoutes(app, surroundings)
  letterRoutes(app, surroundings)
  redactionRoutes(app, surroundings)
  documentRoutes(app, surroundings)
  normativeRoutes(app, surroundings)
  columnRoutes(app, surroundings)
  catalogueRoutes(app, surroundings)
  organisationRoutes(app, surroundings)
  contactRoutes(app, surroundings)
  guideRoutes(app, surroundings)
  applicantRoutes(app, surroundings)
  topicRoutes(app, surroundings)
  registerRoutes(app, surroundings)
  reportRoutes(app, surroundings)
  auditRoutes(app, surroundings)
  calendarRoutes(app, surroundings)
  deadlineRoutes(app, surroundings)
  feedbackRoutes(app, surroundings)
  searchRoutes(app, surroundings)
  siteRoutes(app, surroundings)
  await app.register((open) => datasetRoutes(open, surroundings))
  leakRoutes(app, surroundings)
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}
