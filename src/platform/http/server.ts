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

/** A web server with its guards up: security headers, limits on rate and size, cookies. The faces add their routes. */
export async function webServer(config: Config, log: Logger): Promise<FastifyInstance> {
  const server = fastify({
    // Addresses can carry an applicant's secret: requests are never logged line by line, only what goes wrong.
    loggerInstance: log.child({}, config.ZHAOMING_LOG === 'silent' ? { level: 'silent' } : { level: 'warn' }),
    trustProxy: config.ZHAOMING_TRUST_PROXY,
    bodyLimit: largestForm,
    requestTimeout: 60_000,
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
  })
  return server
}
