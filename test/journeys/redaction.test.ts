import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPdf, aPdfPage } from '../pdf.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { fillIn, inDialog, receipt, signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const idNumber = '110101199003070011'
const title = '某企业执法检查记录'
const pictures = process.env['ZHAOMING_PICTURES']
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

async function openCase(page: Page): Promise<void> {
  await page.goto(`/staff/requests?view=all&text=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

test('material is added, searched, drawn on with mouse and keys, made, proved, issued, and fetched by the applicant', async () => {
  const { page: citizen } = await house.visit({ viewport: { width: 360, height: 800 } })
  await fillIn(citizen, title)
  await citizen.getByLabel('我确认以上内容真实').check()
  await citizen.getByRole('button', { name: '提交申请' }).click()
  const { number, code } = await receipt(citizen)
  const officer = await signedIn(house, 'gongkai')
  await openCase(officer)
  await inDialog(officer, '确认收到', async () => {})
  await officer.getByText('待受理').first().waitFor()
  await inDialog(officer, '受理并分办', async (dialog) => {
    await dialog.getByRole('combobox').click()
    await officer.getByTitle('危化监管科').click()
  })
  await officer.getByText('办理中').first().waitFor()

  const drafter = await signedIn(house, 'keshi')
  await openCase(drafter)
  const pages = [aPdfPage(`ID ${idNumber} phone 13900001234`), aPdfPage('call 13900001234 or ask somebody')]
  await drafter
    .getByLabel('添加材料')
    .setInputFiles([{ name: '检查记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from(aPdf(pages)) }])
  await drafter.getByRole('link', { name: '检查记录.pdf' }).click()
  await drafter.getByRole('heading', { level: 1, name: '检查记录.pdf' }).waitFor()

  await drafter.getByLabel('同时查找这些词').fill('somebody')
  await drafter.getByRole('button', { name: '查找全部页面' }).click()
  await drafter.getByText('新找到 4 处').waitFor()
  await picture(drafter, 'found')
  expect(await accessibilityProblems(drafter)).toEqual([])
  await drafter.getByRole('button', { name: /^跳过 第 2 页 指定的词/ }).click()
  await drafter.getByText('3 处待决定', { exact: true }).waitFor()
  await drafter.getByRole('button', { name: '全部采纳' }).click()
  await drafter.getByText('3 处待决定', { exact: true }).waitFor({ state: 'hidden' })
  expect(await drafter.locator('.mark.accepted').count()).toBe(2)

  const area = drafter.getByRole('application')
  const box = await area.boundingBox()
  if (!box) throw new Error('no page to draw on')
  await drafter.mouse.move(box.x + 100, box.y + 300)
  await drafter.mouse.down()
  await drafter.mouse.move(box.x + 260, box.y + 340, { steps: 4 })
  await drafter.mouse.up()
  await expect.poll(() => drafter.locator('.mark.accepted').count()).toBe(3)
  await area.focus()
  for (const key of ['Enter', 'ArrowDown', 'Shift+ArrowRight', 'Enter']) await drafter.keyboard.press(key)
  await expect.poll(() => drafter.locator('.mark.accepted').count()).toBe(4)
  await drafter.getByRole('button', { name: '撤销上一步' }).click()
  await expect.poll(() => drafter.locator('.mark.accepted').count()).toBe(3)

  await drafter.getByRole('button', { name: '制作遮盖件' }).click()
  await drafter.getByText('检验通过').waitFor({ timeout: 60_000 })
  await drafter.getByRole('switch', { name: '与遮盖件对照' }).click()
  await drafter.getByRole('img', { name: '遮盖后的第 1 页' }).waitFor()
  await expect
    .poll(() => drafter.evaluate("[...document.querySelectorAll('.page-picture')].every((one) => one.complete)"))
    .toBe(true)
  await picture(drafter, 'beside')
  expect(await accessibilityProblems(drafter)).toEqual([])
  await drafter.getByRole('button', { name: '列入答复' }).click()
  await drafter.getByText('建议结论为“部分公开”').waitFor()
  await drafter.setViewportSize({ width: 360, height: 800 })
  expect(await widerThanScreen(drafter)).toBeLessThanOrEqual(0)
  await picture(drafter, 'narrow')
  await drafter.setViewportSize({ width: 1366, height: 768 })

  await openCase(drafter)
  await drafter.getByText('建议结论：部分公开').waitFor()
  await picture(drafter, 'case')
  await drafter.getByRole('link', { name: '拟答复' }).click()
  await drafter.getByRole('combobox', { name: '结论' }).click()
  await drafter.getByTitle('部分公开').last().click()
  const letter = drafter.getByLabel('答复书')
  await expect.poll(() => letter.inputValue()).toContain(title)
  await letter.fill((await letter.inputValue()).replace(/〔[^〕]*〕/g, '见随附文件。'))
  await drafter.getByRole('button', { name: '送审批' }).click()
  await drafter.getByText('答复待审批').first().waitFor()
  const leader = await signedIn(house, 'juzhang')
  await openCase(leader)
  await inDialog(leader, '审批答复', async (dialog) => dialog.getByText('批准', { exact: true }).click())
  await openCase(officer)
  await inDialog(officer, '送达并办结', async (dialog) => dialog.getByLabel('说明').fill('网上送达，系统记录'))

  await citizen.goto('/ysqgk/status')
  await citizen.getByLabel('受理编号').fill(number)
  await citizen.getByLabel('查询码').fill(code)
  await citizen.getByRole('button', { name: '查询' }).click()
  await citizen.getByRole('link', { name: '查看答复' }).click()
  const link = citizen.getByRole('link', { name: /检查记录\.pdf/ })
  expect(await accessibilityProblems(citizen)).toEqual([])
  await picture(citizen, 'reply')
  const address = (await link.getAttribute('href')) ?? ''
  const answer = await citizen.request.get(address)
  expect(answer.headers()['cache-control']).toMatch(/no-store|private/)
  expect((await answer.body()).includes(idNumber)).toBe(false)
  const text = await (await citizen.request.get(address.replace(/pdf$/, 'txt'))).text()
  expect(text).toContain('or ask somebody')
  expect(text).not.toContain('13900001234')

  const stranger = await house.visit()
  expect((await stranger.page.request.get('/api/redactions/1/file.pdf')).status()).toBe(401)
  expect((await stranger.page.request.get('/api/material/1/pages/1')).status()).toBe(401)
})
