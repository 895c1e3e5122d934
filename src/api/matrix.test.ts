import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anOffice, aRequestInHandling, type Office, password } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { calendarDate } from '../law/calendar-date.ts'
import { clockAt } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { inBureau } from '../platform/database/bureau.ts'
import type { Database } from '../platform/database/open.ts'
import { webServer } from '../platform/http/server.ts'
import { openTypesetter, type Typesetter } from '../platform/typeset/typesetter.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { type Role, roles } from '../records/staff/actor.ts'
import { appointStaff } from '../records/staff/appoint.ts'
import { apiFace } from './face.ts'
import { whoPasses } from './who-passes.ts'

interface Seen {
  method: string
  url: string
  open: boolean
  schema: { params?: z.ZodType; querystring?: z.ZodType; body?: z.ZodType }
}

let database: Database
let close: () => Promise<void>
let server: FastifyInstance
let typesetter: Typesetter
let north: Office
let south: Office
let inNorth: number
const routes: Seen[] = []
const cookies = new Map<string, string>()
/** What stands only in the records of the southern bureau. */
const planted = '南岸独有的一句话'

beforeAll(async () => {
  ;({ database, close } = await testDatabase())
  north = await anOffice(database, 'north.example')
  south = await anOffice(database, 'south.example')
  inNorth = await aRequestInHandling(north, { receivedOn: '2026-03-02' })
  // More requests than in the north: their ids reach further than anything the north has.
  for (let serial = 0; serial < 3; serial += 1) {
    await aRequestInHandling(south, { receivedOn: '2026-03-02', applicant: { kind: 'business', name: planted } })
  }
  const config = readConfig({ ZHAOMING_LOG: 'silent', ZHAOMING_REQUESTS_PER_MINUTE: '1000000' })
  const clock = clockAt(calendarDate('2026-03-04'))
  for (const office of [north, south]) {
    await inBureau(database, office.bureau, async (tx) => {
      for (const role of roles) {
        const person = {
          account: `only-${role}`,
          name: role,
          roles: [role],
          sectionId: null,
          password,
          mustChangePassword: false,
        }
        await appointStaff(tx, person, office.administrator, clock)
      }
    })
  }
  typesetter = openTypesetter({ fonts: 'dist/fonts', ownFonts: '' })
  server = await webServer(config, pino({ level: 'error' }, { write: (line) => logged.push(line) }))
  server.addHook('onRoute', ({ method, url, schema }) => {
    for (const one of [method].flat()) {
      if (one === 'HEAD') continue
      const { security, ...rest } = (schema ?? {}) as Seen['schema'] & { security?: unknown[] }
      routes.push({ method: one, url, open: security?.length === 0, schema: rest })
    }
  })
  const surroundings = {
    ...{ database, config, clock, typesetter },
    bureauOf: async ({ hostname }: { hostname: string }) => {
      const bureau = (await allBureaus(database)).find(({ host }) => host === hostname)
      if (!bureau) throw new Error(hostname)
      return bureau
    },
  }
  await server.register((app) => apiFace(app, surroundings), { prefix: '/api' })
  await server.ready()
  for (const host of ['north.example', 'south.example']) {
    for (const role of roles) {
      const payload = { account: `only-${role}`, password }
      const remoteAddress = `10.0.0.${cookies.size}`
      const answer = await server.inject({
        method: 'POST',
        url: '/api/session',
        headers: { host },
        payload,
        remoteAddress,
      })
      cookies.set(`${host} ${role}`, String(answer.headers['set-cookie']).split(';')[0] ?? '')
    }
  }
}, 120_000)
afterAll(async () => {
  await server.close()
  await typesetter.close()
  await close()
})

/** What went wrong inside, told with the call that found it. */
const logged: string[] = []

const ask = (route: Pick<Seen, 'method'> & { url: string }, cookie: string | undefined, payload?: unknown) =>
  server.inject({
    method: route.method as 'GET',
    url: route.url,
    headers: { host: 'north.example', ...(cookie ? { cookie } : {}) },
    ...(payload === undefined ? {} : { payload: payload as object }),
  })

const filled = (url: string, id: string | number) =>
  url.replace(/:(\w+)/g, (_, name: string) => String({ kind: 'fees', year: 2025, outcome: 'granted' }[name] ?? id))

/** What is open without a session, a calendar by the secret in its address. A new one is a decision, made here. */
const openToAll = new Set(['POST /api/session', 'GET /api/openapi.json', 'GET /api/calendar-feed/:file'])

/** Ends the session it is asked with: tried last. */
const endsSession = (route: Seen) => route.url.startsWith('/api/session') && route.method !== 'GET'

describe('every route of the API', () => {
  test('asks for a session, and takes none of another bureau for one', async () => {
    expect(routes.length).toBeGreaterThan(100)
    const wrong: string[] = []
    for (const route of routes) {
      const name = `${route.method} ${route.url}`
      const foreign = cookies.get('south.example disclosure-office')
      for (const cookie of [undefined, 'zhaoming-session=guessed', foreign]) {
        const { statusCode, body } = await ask({ ...route, url: filled(route.url, inNorth) }, cookie)
        const open = route.open || openToAll.has(name) || publicOnes.test(route.url)
        // What is malformed may be told before who asks.
        if (statusCode >= 500 || (!open && ![400, 401, 403, 415, 422].includes(statusCode)))
          wrong.push(`${name} ${statusCode}`)
        if (body.includes(planted)) wrong.push(`${name} tells of the south`)
      }
    }
    expect(wrong).toEqual([])
  })

  test.each(roles)(
    'answers a %s without a 500 and without a word of the other bureau',
    async (role) => {
      const cookie = cookies.get(`north.example ${role}`)
      const wrong: string[] = []
      for (const route of routes.filter((one) => !endsSession(one))) {
        for (const id of [inNorth, inNorth + 2, 999_999]) {
          for (const payload of route.method === 'GET' ? [undefined] : [undefined, {}]) {
            const { statusCode, body } = await ask({ ...route, url: filled(route.url, id) }, cookie, payload)
            if (statusCode >= 500) wrong.push(`${route.method} ${route.url} ${statusCode} ${body}`)
            if (statusCode === 401) wrong.push(`${route.method} ${route.url} lost the session`)
            if (body.includes(planted)) wrong.push(`${route.method} ${route.url} tells of the south`)
          }
        }
      }
      expect(wrong).toEqual([])
    },
    60_000,
  )
})

const publicOnes = /^\/api\/(datasets|openapi)/

/** A body the schema takes, the same in every run. */
const wellFormed = (schema: z.ZodType | undefined): unknown =>
  schema
    ? fc.sample(fitting(schema, fitting), { numRuns: 200, seed: 8 }).find((one) => schema.safeParse(one).success)
    : undefined

describe('a route', () => {
  test('lets pass exactly the roles the table names', async () => {
    const passed: Record<string, string> = {}
    for (const route of routes.filter((one) => !endsSession(one))) {
      const url = filled(route.url, 999_999)
      const query = wellFormed(route.schema.querystring)
      const words = new URLSearchParams()
      for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) words.set(name, String(value))
      const payload = wellFormed(route.schema.body)
      const through: Role[] = []
      for (const role of roles) {
        const answer = await ask({ ...route, url: `${url}?${words}` }, cookies.get(`north.example ${role}`), payload)
        if (answer.statusCode !== 403) through.push(role)
      }
      passed[`${route.method} ${route.url}`] = through.length === roles.length ? 'everybody' : through.join(' ')
    }
    expect(passed).toEqual(whoPasses)
  }, 60_000)
})

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    2 ** 53,
    [],
    {},
    true,
    '2026-02-30',
    '\u0000',
    "'; drop",
    '＊'.repeat(300),
    '﷽',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
)

/** Something that may pass the schema, and often does not. */
function anything(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fitting(schema, anything) }, { weight: 1, arbitrary: odd })
}

/** Something of the schema's shape, its parts made by `part`. */
function fitting(
  schema: z.ZodType,
  part: (schema: z.ZodType, of: typeof anything) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const inner = (of: unknown) => part(of as z.ZodType, part as typeof anything)
  if (schema instanceof z.ZodObject) {
    return fc.record(Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, inner(field)])))
  }
  if (schema instanceof z.ZodArray) return fc.array(inner(schema.element), { maxLength: 3 })
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...(schema.options as unknown[]))
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodNullable) return fc.oneof(fc.constant(null), inner(schema.unwrap()))
  if (schema instanceof z.ZodOptional) return fc.oneof(fc.constant(undefined), inner(schema.unwrap()))
  if (schema instanceof z.ZodDefault) return inner(schema.unwrap())
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(inner))
  if (schema instanceof z.ZodRecord) return fc.constant({})
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 0, max: 5 })
  return fc.oneof(
    fc.constantFrom('2026-03-04', '2025-12-31', 'one', '文字'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
}

/** How many calls. Each run of the tests makes some; ZHAOMING_FUZZ=10000 makes as many as the requirement names. */
const calls = Number(process.env['ZHAOMING_FUZZ'] ?? 1500)

test(`${calls} calls of all kinds by all roles get no 500 and no word of the other bureau`, async () => {
  const asked = routes.filter((route) => !endsSession(route))
  const aCall = fc.constantFrom(...asked).chain((route) =>
    fc.record({
      route: fc.constant(route),
      role: fc.constantFrom(...roles),
      id: fc.oneof(
        fc.integer({ min: 1, max: inNorth + 6 }),
        fc.constantFrom<string | number>('0', '-1', 'x', '9'.repeat(30), '%00', '..%2f'),
      ),
      query: fc.option(route.schema.querystring ? anything(route.schema.querystring) : fc.constant(null)),
      body: route.method === 'GET' ? fc.constant(undefined) : route.schema.body ? anything(route.schema.body) : odd,
    }),
  )
  await fc.assert(
    fc.asyncProperty(aCall, async ({ route, role, id, query, body }) => {
      const words = Object.entries(query && typeof query === 'object' ? query : {}).flatMap(([name, value]) =>
        value === undefined || value === null
          ? []
          : [`${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(String(value).toWellFormed())}`],
      )
      const url = `${filled(route.url, id)}${words.length > 0 ? `?${words.join('&')}` : ''}`
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const answer = await server.inject({
        method: route.method as 'POST',
        url,
        headers: {
          host: 'north.example',
          cookie: cookies.get(`north.example ${role}`) ?? '',
          ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(payload === undefined ? {} : { payload }),
      })
      if (answer.statusCode >= 500)
        throw new Error(`${route.method} ${url} ${role} ${payload} gave ${answer.statusCode}: ${logged.at(-1)}`)
      expect(answer.body).not.toContain(planted)
    }),
    {
      numRuns: calls,
      endOnFailure: true,
      seed: Number(process.env['ZHAOMING_FUZZ_SEED'] ?? 20260304),
    },
  )
}, 900_000)
