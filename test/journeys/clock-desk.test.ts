import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarDate } from '../../src/law/calendar-date.ts'
import { clockAt } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { remindOfDeadlines } from '../../src/records/deadlines/remind.ts'
import { accessibilityProblems, type House, openHouse } from './house.ts'
import { fillIn, receipt, signedIn } from './steps.ts'

let house: House
const clock = clockAt(calendarDate('2026-11-25'))

beforeAll(async () => {
  house = await openHouse({ clock })
})
afterAll(() => house.close())

test('anybody works out a reply period without a script; what is wrong is said and kept', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await page.goto('/zwgk/ysqgk')
  await page.getByRole('link', { name: '答复期限计算器' }).click()
  await page.getByRole('button', { name: '计算' }).click()
  expect(await page.locator('.error-summary').textContent()).toContain('请选择申请的方式')
  await page.getByLabel('挂号信、快递').check()
  await page.getByLabel('收到的日期').fill('2026-03-02')
  await page.getByRole('button', { name: '计算' }).click()
  const result = await page.locator('section[aria-labelledby=result]').textContent()
  for (const day of ['2026年3月11日', '2026年3月30日', '2026年4月28日']) expect(result).toContain(day)
  expect(await page.getByLabel('挂号信、快递').isChecked()).toBe(true)
  await context.close()
})

test('an officer runs a request through what might happen, and nothing of it is kept', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests')
  await page.getByRole('link', { name: '应急避难场所名录及可容纳人数' }).click()
  await page.getByText('内部目标日').waitFor()
  await page.getByRole('button', { name: '怎么算的' }).click()
  await page.locator('.day-month .due').waitFor()
  expect(await page.locator('.day-month .due').textContent()).toContain('到期')
  await page.getByRole('button', { name: '推演' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('维持现状').waitFor()
  expect(await drawer.locator('.branches tbody tr').count()).toBeGreaterThan(4)
  await drawer.getByRole('button', { name: '如果……' }).click()
  await drawer.getByLabel('第 1 步的日期').fill('2026-11-27')
  await drawer.getByText(/正在征求|扣除征求意见的时间/).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.reload()
  await page.getByText('内部目标日').waitFor()
  expect(await page.getByText('征求第三方意见').count()).toBe(0)
  await page.context().close()
})

test('the day begins with reminders; a calendar address is opened, read and closed', async () => {
  await inBureau(house.database, house.bureau, (tx) => remindOfDeadlines(tx, clock))
  const page = await signedIn(house, 'gongkai')
  await page.getByRole('heading', { name: /期限提醒/ }).waitFor()
  await page.getByRole('link', { name: '提醒邮箱和日历订阅' }).click()
  await page.getByText('还没有配置邮件服务器').waitFor()
  await page.getByRole('button', { name: '开通' }).click()
  const address = await page.getByLabel(/地址只在这里显示一次/).inputValue()
  const calendar = await fetch(address)
  expect(calendar.headers.get('content-type')).toContain('text/calendar')
  expect(await calendar.text()).toContain('最晚答复日')
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByRole('button', { name: '停用' }).click()
  await page.getByRole('button', { name: '开通' }).waitFor()
  expect((await fetch(address)).status).toBe(404)
  await page.context().close()
})

test('an applicant takes the days home as a calendar file', async () => {
  const { context, page } = await house.visit({ javaScriptEnabled: false })
  await fillIn(page, '2025年避难场所清单')
  await page.getByLabel('我确认以上内容真实').check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const { number } = await receipt(page)
  const href = await page.getByRole('link', { name: '加入日历' }).getAttribute('href')
  const file = await fetch(new URL(href ?? '', house.address))
  expect(file.headers.get('content-disposition')).toContain(`${number}.ics`)
  expect((await file.text()).replaceAll('\r\n ', '')).toContain(`最迟与您确认收到申请（${number}）`)
  await context.close()
})
