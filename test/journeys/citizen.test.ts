import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { accessibilityProblems, type House, openHouse } from './house.ts'
import { fillIn, next, receipt } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const requestsTitled = (title: string) =>
  inBureau(house.database, house.bureau, async (tx) =>
    tx.selectFrom('request').select(['id', 'number', 'state']).where('title', '=', title).execute(),
  )

describe.each([
  ['without scripts', false],
  ['with scripts', true],
])('a citizen asks, %s', (how, javaScriptEnabled) => {
  test('from the entry page to the receipt and the progress page, and axe finds nothing on the way', async () => {
    const { context, page } = await house.visit({ javaScriptEnabled, viewport: { width: 360, height: 800 } })
    const title = `执法检查统计 ${how}`
    await fillIn(page, title)
    expect(await page.textContent('main')).toContain('演示证件-7788')
    await page.getByLabel('我确认以上内容真实').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    const { number, code } = await receipt(page)
    expect(number).toMatch(/^YJ-\d{4}-\d{6}$/)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    await page.goto('/ysqgk/status')
    await page.getByLabel('受理编号').fill(number.toLowerCase())
    await page.getByLabel('查询码').fill(code.replace('-', ' ').toLowerCase())
    await page.getByRole('button', { name: '查询' }).click()
    expect(await page.textContent('h1')).toContain(title)
    expect(await page.textContent('main')).toContain('等待工作人员与您确认')
    await context.close()
  })
})

test('axe finds nothing on any step, also with its errors shown', async () => {
  const { context, page } = await house.visit({ viewport: { width: 360, height: 800 } })
  const problems: string[] = []
  const look = async () => problems.push(...(await accessibilityProblems(page)))
  await page.goto('/zwgk/ysqgk')
  await page.getByRole('button', { name: '开始申请' }).click()
  await look()
  await next(page)
  await look()
  await page.getByLabel('商业企业').check()
  await next(page)
  await next(page)
  await look()
  await fillIn(page, '无障碍检查')
  await look()
  await page.getByRole('button', { name: '提交申请' }).click()
  await look()
  await page.getByLabel('我确认以上内容真实').check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await look()
  const { number, code } = await receipt(page)
  await page.goto('/ysqgk/status')
  await page.getByRole('button', { name: '查询' }).click()
  await look()
  await page.getByLabel('受理编号').fill(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  await look()
  await context.close()
  expect(problems).toEqual([])
})

test('bad input is told field by field at once, and everything typed is kept', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await page.goto('/zwgk/ysqgk')
  await page.getByRole('button', { name: '开始申请' }).click()
  await next(page)
  expect(await page.title()).toMatch(/^错误：/)
  await page.getByLabel('公民').check()
  await next(page)
  await page.getByLabel('姓名').fill('演示申请人')
  await page.getByLabel('居民身份证').check()
  await page.getByLabel('证件号码').fill('110105194912310021')
  await page.getByLabel('联系电话').fill('12ab')
  await next(page)
  const summary = await page.getByRole('alert').textContent()
  expect(summary).toContain('身份证号码第18位与前17位不符，请核对')
  expect(summary).toContain('联系电话')
  expect(await page.getByLabel('姓名').inputValue()).toBe('演示申请人')
  expect(await page.getByLabel('证件号码').inputValue()).toBe('110105194912310021')
  await context.close()
})

test('a form left half-way is found again under its address', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await fillIn(page, '半途离开的申请')
  const address = page.url().replace('/check', '/wanted')
  await context.close()
  const again = await house.visit({ javaScriptEnabled: false })
  await again.page.goto(address)
  expect(await again.page.getByLabel('信息名称').inputValue()).toBe('半途离开的申请')
  await again.context.close()
})

test('a stale page sent twice, and a double click, make one request with one receipt', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  const title = '提交两次的申请'
  await fillIn(page, title)
  const stale = await context.newPage()
  await stale.goto(page.url())
  for (const tab of [page, stale]) await tab.getByLabel('我确认以上内容真实').check()
  await Promise.all([
    page.getByRole('button', { name: '提交申请' }).dblclick(),
    stale.getByRole('button', { name: '提交申请' }).click(),
  ])
  await page.waitForURL(/receipt/)
  await stale.waitForURL(/receipt/)
  expect(await receipt(stale)).toEqual(await receipt(page))
  expect(await requestsTitled(title)).toHaveLength(1)
  await context.close()
})

test('an unknown number, a wrong code and a made-up address open nothing', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await page.goto('/ysqgk/status')
  await page.getByLabel('受理编号').fill('YJ-2026-999999')
  await page.getByLabel('查询码').fill('AAAA-AAAA')
  await page.getByRole('button', { name: '查询' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('没有找到编号和查询码都相符的申请')
  expect(await page.getByLabel('受理编号').inputValue()).toBe('YJ-2026-999999')
  for (const path of [
    '/ysqgk/status/bm90aGluZw',
    '/ysqgk/status/%00',
    '/ysqgk/receipt?draft=x',
    '/ysqgk/apply/kind?draft=x',
    '/ysqgk/apply/nothing?draft=x',
  ]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBeLessThan(500)
  }
  await context.close()
})

test('guessing query codes is stopped after some tries', async () => {
  const answers = []
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const answer = await fetch(`${house.address}/ysqgk/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `number=YJ-2026-000001&code=AAAA-AA${String(attempt).padStart(2, '0')}`,
      redirect: 'manual',
    })
    answers.push(answer.status)
  }
  expect(answers).toContain(429)
})

test('a form sent by another website is refused', async () => {
  const answer = await fetch(`${house.address}/ysqgk/apply`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
  })
  expect(answer.status).toBe(403)
})

test('the whole form can be filled in with the keyboard alone', async () => {
  const { context, page } = await house.visit()
  await page.goto('/zwgk/ysqgk')
  await page.getByRole('button', { name: '开始申请' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/apply\/kind/)
  await page.getByLabel('公民').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(/apply\/applicant/)
  await page.getByLabel('姓名').focus()
  await page.keyboard.type('演示申请人')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowUp')
  const focused = await page.evaluate('document.activeElement?.name')
  expect(focused).toBe('idType')
  await context.close()
})
