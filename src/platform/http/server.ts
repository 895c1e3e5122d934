import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'

/** The largest spreadsheet taken in, in bytes. */
export const largestUpload = 10 * 1024 * 1024
const largestForm = 1024 * 1024
/** Room for a question of some thousand Chinese characters in an address: nine bytes each. */
const largestHead = 64 * 1024

const limits = { keepAliveTimeout: 72_000, requestTimeout: 60_000, maxHeaderSize: largestHead }

/** Answers a request from memory, before anything else looks at it; false: not one of those. */
export type FromMemory = (request: IncomingMessage, response: ServerResponse) => boolean

/** A web server with its guards up: security headers, limits on rate and size, cookies. The faces add their routes. */
export async function webServer(
  config: Config,
  log: Logger,
  fromMemory: FromMemory = () => false,
): Promise<FastifyInstance> {
  const server = fastify({
    serverFactory: (handle) =>
      createServer(limits, (request, response) => {
        if (!fromMemory(request, response)) handle(request, response)
      }),
    // Addresses can carry an applicant's secret: requests are never logged line by line, only what goes wrong.
    loggerInstance: log.child({}, config.ZHAOMING_LOG === 'silent' ? { level: 'silent' } : { level: 'warn' }),
    trustProxy: config.ZHAOMING_TRUST_PROXY,
    bodyLimit: largestForm,
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }) as unknown as FastifyInstance
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  await server.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        imgSrc: ["'self'", 'data:'],
      },
    },
    strictTransportSecurity: config.ZHAOMING_SECURE_COOKIES ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  await server.register(cookie)
  await server.register(formbody, { bodyLimit: largestForm })
  await server.register(multipart, { limits: { fileSize: largestUpload, files: 1, fields: 10 } })
  await server.register(rateLimit, {
    global: true,
    max: config.ZHAOMING_REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.ip.replace(/^::ffff:/, ''),
    // How much is left says nothing on a page that many visitors share. Whoever is refused is told when to come back.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  })
  return server
}
