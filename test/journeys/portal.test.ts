import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { withdrawDocument } from '../../src/records/documents/publish.ts'
import { auditFile, auditText } from '../../src/reporting/audit.ts'
import { reportJson } from '../../src/reporting/report-json.ts'
import { accessibilityProblems, type House, openHouse, problemsOfLook, widerThanScreen } from './house.ts'
import { publicPlaces as pages } from './places.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

test('axe finds nothing on any public page, wide, narrow and in elder mode, and none is wider than a screen of 320 px', async () => {
  const problems: string[] = []
  for (const { width, mode } of [
    { width: 1280, mode: 'standard' },
    { width: 360, mode: 'standard' },
    { width: 360, mode: 'elder' },
  ]) {
    const { context, page } = await house.visit({ viewport: { width, height: 800 } })
    for (const path of pages) {
      await page.goto(`${path}?mode=${mode}`)
      problems.push(...(await (width === 1280 ? accessibilityProblems : problemsOfLook)(page)))
      if (width === 1280) continue
      await page.setViewportSize({ width: 320, height: 800 })
      const more = await widerThanScreen(page)
      if (more > 0) problems.push(`${path} (${mode}): ${more} px too wide`)
      await page.setViewportSize({ width, height: 800 })
    }
    await context.close()
  }
  expect(problems).toEqual([])
}, 400_000)

test('our own annual reports pass our own audit', async () => {
  for (const [year, [licences, penalties]] of Object.entries({ 2019: [1357, 95], 2021: [867, 11] })) {
    const answer = await fetch(`${house.address}/zwgk/nianbao/${year}`)
    const { findings, cells } = auditText({ file: year, bytes: new Uint8Array(await answer.arrayBuffer()) })
    expect(findings.filter(({ verdict }) => verdict !== 'unknown')).toEqual([])
    expect(cells.disclosure).toMatchObject({ 'licences.decisions': licences, 'penalties.decisions': penalties })
  }
})

test('every link of the portal leads to a page', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  const [seen, broken] = [new Set<string>(), [] as string[]]
  const waiting = ['/']
  while (waiting.length > 0 && seen.size < 250) {
    const path = waiting.shift() ?? '/'
    if (seen.has(path)) continue
    seen.add(path)
    // What is saved instead of shown has no links.
    if (/^\/banshi\//.test(path)) {
      const file = await page.request.get(path)
      if (!file.ok()) broken.push(`${path}: ${file.status()}`)
      continue
    }
    const answer = await page.goto(path)
    if (!answer || answer.status() >= 400) broken.push(`${path}: ${answer?.status()}`)
    const found = await page.$$eval('a[href^="/"]', (links) => links.map((link) => link.getAttribute('href') ?? ''))
    // The lists of thousands of entries are walked one page deep.
    waiting.push(
      ...found
        .filter((href) => !/[?&](page|mode|size|theme|aids|from)=/.test(href))
        .map((href) => href.split('#')[0] ?? ''),
    )
  }
  await context.close()
  expect(broken).toEqual([])
  expect(seen.size).toBeGreaterThan(40)
})

test('every page carries the meta tags and the seven slots of the footer', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  for (const path of pages) {
    await page.goto(path)
    for (const name of ['SiteName', 'SiteDomain', 'SiteIDCode']) {
      expect(await page.getAttribute(`meta[name="${name}"]`, 'content'), `${path} ${name}`).toBeTruthy()
    }
    expect(await page.locator('footer [data-furniture]').count(), path).toBeGreaterThanOrEqual(7)
  }
  await page.goto('/yaowen/')
  await page.locator('main .rows a').first().click()
  const visible = await page.textContent('.meta time')
  expect(await page.getAttribute('meta[name="PubDate"]', 'content')).toBe(visible?.trim())
  await context.close()
})

test('elder mode is kept from page to page, and can be left', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await page.goto('/')
  await page.getByRole('link', { name: '长者模式' }).click()
  await page.getByRole('link', { name: '申请公开信息' }).first().click()
  expect(await page.getAttribute('html', 'data-mode')).toBe('elder')
  await page.getByRole('link', { name: '标准模式' }).click()
  expect(await page.getAttribute('html', 'data-mode')).toBe('standard')
  await context.close()
})

test('a figure of the published report opens its records, and the JSON beside it says the same', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await page.goto('/zwgk/nianbao/2021')
  await page.locator('table a', { hasText: '867' }).first().click()
  expect(await page.textContent('main')).toContain('共 867 条记录')
  const answer = await page.request.get('/zwgk/nianbao/2021.json')
  const told = reportJson.parse(await answer.json())
  expect(told.cells.disclosure).toMatchObject({ 'licences.decisions': 867, 'penalties.decisions': 11 })
  const { others: _, ...cells } = told.cells
  expect(await auditFile({ file: '2021.json', bytes: new Uint8Array(await answer.body()) })).toMatchObject({ cells })
  await context.close()
})

test('what is withdrawn answers 410 with its reason; what never was answers 404', async () => {
  const path = await inBureau(house.database, house.bureau, async (tx) => {
    const { id, version, address } = await tx
      .selectFrom('document')
      .select(['id', 'version', 'address'])
      .where('standing', '=', 'public')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const { id: officer } = await tx
      .selectFrom('staff')
      .select('id')
      .where('account', '=', 'gongkai')
      .executeTakeFirstOrThrow()
    const by = { kind: 'staff', id: officer, name: '沈禾', roles: ['disclosure-office'], sectionId: null } as const
    const outcome = await withdrawDocument(tx, { id, version, reason: '内容有误，正在核实' }, by, systemClock)
    expect(outcome).toEqual({ withdrawn: true })
    return address ?? ''
  })
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  expect((await page.goto(path))?.status()).toBe(410)
  expect(await page.textContent('main')).toContain('内容有误，正在核实')
  const sighted = await house.visit()
  await sighted.page.goto(path)
  expect(await accessibilityProblems(sighted.page)).toEqual([])
  await sighted.context.close()
  for (const nowhere of [
    '/yaowen/202601/999999.html',
    '/no-such-column/',
    '/zwgk/nianbao/1999',
    '/%E0%A4%A',
    '/zwgk/taizhang/remedies',
  ]) {
    const status = (await page.goto(nowhere))?.status() ?? 0
    expect([400, 404], nowhere).toContain(status)
  }
  await context.close()
})

test('drafts and what is under review are nowhere on the portal', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  const hidden = await inBureau(house.database, house.bureau, async (tx) =>
    tx
      .selectFrom('document')
      .innerJoin('siteColumn', 'siteColumn.id', 'document.columnId')
      .select(['document.id', 'document.title', 'siteColumn.slug'])
      .where('document.publicNo', 'is', null)
      .where('document.standing', 'in', ['unpublished', 'kept'])
      .execute(),
  )
  expect(hidden.length).toBeGreaterThan(2)
  for (const { id, slug } of hidden) {
    expect((await page.goto(`/${slug}/202611/${id}.html`))?.status()).toBe(404)
  }
  for (const path of [...pages, ...hidden.map(({ slug }) => `/${slug}/`)]) {
    await page.goto(path)
    const text = await page.content()
    for (const { title } of hidden) expect(text, path).not.toContain(title)
  }
  await context.close()
})

test('security headers stand on every page, and no page needs an inline style or script', async () => {
  const { context, page } = await house.visit()
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
  for (const path of pages) {
    const headers = (await page.goto(path))?.headers() ?? {}
    expect(headers['content-security-policy'], path).not.toContain('unsafe-inline')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
  }
  await context.close()
  expect(refused).toEqual([])
})
