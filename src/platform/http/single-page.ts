import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * Serves a built single-page application below a prefix. Every page gets a nonce of its own, so that the styles the
 * component library writes at run time are allowed and nobody else's are.
 */
export async function singlePage(
  app: FastifyInstance,
  { folder, prefix }: { folder: string; prefix: string },
): Promise<void> {
  await app.register(statics, {
    root: join(folder, 'assets'),
    prefix: `${prefix}/assets/`,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  })
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const page = (nonce: string) => html.replaceAll('__NONCE__', nonce)
  for (const url of [prefix, `${prefix}/*`]) {
    app.get(url, { schema: { hide: true } }, (_, answer) => {
      const nonce = randomBytes(16).toString('base64')
      answer.header(
        'content-security-policy',
        `default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data:; style-src 'self' 'nonce-${nonce}'`,
      )
      return answer.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page(nonce))
    })
  }
}
