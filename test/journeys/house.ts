import AxeBuilder from '@axe-core/playwright'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { loadDemo } from '../../demo/load.ts'
import { assemble } from '../../src/main.ts'
import { type Clock, systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/database/open.ts'
import { testDatabase } from '../database.ts'

/** The whole product with the demonstration loaded, and a browser in front of it. */
export interface House {
  address: string
  database: Database
  bureau: number
  server: FastifyInstance
  browser: Browser
  visit(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>
  close(): Promise<void>
}

const root = new URL('../..', import.meta.url).pathname

export async function openHouse({
  clock = systemClock,
  settings = {},
}: {
  clock?: Clock
  settings?: Record<string, string>
} = {}): Promise<House> {
  const { database, close } = await testDatabase()
  const bureau = await loadDemo(database, () => {}, clock)
  const quiet = { PORT: '0', ZHAOMING_LOG: 'silent', ZHAOMING_REQUESTS_PER_MINUTE: '100000' }
  const config = readConfig({ ...quiet, ...settings })
  const server = await assemble({ database, config, log: pino({ level: 'silent' }), clock }, root)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const bound = server.addresses()[0]
  if (typeof bound !== 'object') throw new Error('the server listens on a port')
  const address = `http://127.0.0.1:${bound.port}`
  const browser = await chromium.launch({
    executablePath: process.env['ZHAOMING_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    address,
    database,
    bureau,
    server,
    browser,
    async visit(options = {}) {
      const context = await browser.newContext({
        baseURL: address,
        locale: 'zh-CN',
        viewport: { width: 1280, height: 900 },
        ...options,
      })
      context.setDefaultTimeout(15_000)
      return { context, page: await context.newPage() }
    },
    async close() {
      await browser.close()
      await server.close()
      await close()
    },
  }
}

/** What axe finds wrong on a page, told briefly: rule, and where. WCAG 2.0 to 2.2, levels A and AA. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  return problemsOf(page, (axe) =>
    axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']),
  )
}

/** The same of what another look of a page can change, whose markup was looked at already: colours, sizes, scrolling. */
export async function problemsOfLook(page: Page): Promise<string[]> {
  return problemsOf(page, (axe) =>
    axe.withRules(['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']),
  )
}

async function problemsOf(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const { violations } = await choose(new AxeBuilder({ page })).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${page.url()} ${id}: ${node.target.join(' ')}`))
}

/** Whether anything sticks out sideways: at 320 px a page must not scroll in two directions. */
export async function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
