import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { registerFigures } from '../../src/records/registers/figures.ts'
import { accessibilityProblems, type House, openHouse } from './house.ts'
import { inDialog, signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

async function openCase(page: Page, title: string): Promise<void> {
  await page.goto(`/staff/requests?view=all&text=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Opens an act of the menu, looks at the dialog with axe, fills it in, sends it. */
async function fromMenu(page: Page, name: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /其他办理/ }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.waitForTimeout(400)
  expect(await accessibilityProblems(page)).toEqual([])
  await fill(dialog)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const choose = async (page: Page, dialog: Locator, label: string, option: RegExp) => {
  await dialog.getByLabel(label).click()
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}

test('one form is split, a person is asked and answers on the portal without a script, notes are kept, the case changes hands', async () => {
  const officer = await signedIn(house, 'gongkai')
  await openCase(officer, '应急避难场所名录及可容纳人数')
  await fromMenu(officer, '拆分', async (dialog) => {
    const second = dialog.getByRole('group', { name: '第 2 项' })
    await second.getByLabel('信息名称').fill('应急避难场所管理单位联系方式')
    await second.getByLabel('内容描述').fill('各避难场所管理单位的公开电话')
  })
  await officer.getByRole('heading', { name: '同一份申请拆分出的各件' }).waitFor()
  await fromMenu(officer, '征求意见', async (dialog) => {
    await dialog.getByLabel('第三方').check()
    await dialog.getByLabel('名称').fill('演示物业公司')
  })
  const code = (await officer.locator('code.code').textContent()) ?? ''
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await fromMenu(officer, '记一笔', async (dialog) => {
    await dialog.getByLabel('会商').check()
    await dialog.getByLabel('内容').fill('防灾科、法规科会商：名录可以公开，联系人个人电话不公开。')
  })
  await officer.getByText('联系人个人电话不公开').waitFor()

  const { page: third, context } = await house.visit({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  })
  await third.goto('/zhengqiu')
  await third.getByLabel('答复码').fill('abc')
  await third.getByRole('button', { name: '继续' }).click()
  expect(await third.textContent('main')).toContain('答复码应为16位字母和数字，您输入了3位')
  await third.getByLabel('答复码').fill(code.toLowerCase().replaceAll('-', ' '))
  await third.getByRole('button', { name: '继续' }).click()
  const page = (await third.textContent('main')) ?? ''
  expect(page).toContain('演示物业公司')
  expect(page).not.toContain('演示申请人')
  await third.getByLabel('不同意公开').check()
  await third.getByRole('button', { name: '提交答复' }).click()
  expect(await third.textContent('main')).toContain('请写明意见和理由')
  await third.getByLabel('意见和理由').fill('管理人员手机号属于个人信息')
  await third.getByRole('button', { name: '提交答复' }).click()
  await third.getByRole('heading', { name: '答复已提交' }).waitFor()
  await context.close()

  await officer.reload()
  await officer.getByText('不同意公开：管理人员手机号属于个人信息').waitFor()
  await fromMenu(officer, '转办', async (dialog) => {
    await choose(officer, dialog, '科室', /危化监管科/)
    await dialog.getByLabel('理由').fill('由业务科室办理')
  })
  await officer.getByText('危化监管科').first().waitFor()
  await officer.context().close()
}, 120_000)

test('axe finds nothing on the pages of who is asked', async () => {
  const { page, context } = await house.visit({ viewport: { width: 360, height: 800 } })
  await page.goto('/zhengqiu')
  await page.getByRole('button', { name: '继续' }).click()
  expect(await accessibilityProblems(page)).toEqual([])
  await context.close()
})

test('after a reply: proof, reconsideration in the ledger of table 4, and the reply done anew', async () => {
  const officer = await signedIn(house, 'gongkai')
  await openCase(officer, '特种作业考试考场监控规定')
  await inDialog(officer, '送达并办结', async (dialog) => dialog.getByLabel('说明').fill('快递寄出'))
  await officer.getByText('已办结').first().waitFor()
  await inDialog(officer, '登记送达凭证', async (dialog) => {
    await dialog.getByLabel('已送达').check()
    await dialog.getByLabel('凭证').fill('本人签收')
  })
  await officer.getByText('送达：本人签收').waitFor()
  const figures = () =>
    inBureau(house.database, house.bureau, (tx) => registerFigures(tx, new Date().getFullYear(), '2021', 'remedies'))
  const before = await figures()
  await fromMenu(officer, '登记投诉、复议、诉讼', async (dialog) => {
    await dialog.getByLabel('行政复议').check()
    await dialog.getByLabel('案号').fill('演复〔2026〕77号')
    await dialog.getByLabel('受理机关').fill('演示市人民政府')
  })
  const pending = await figures()
  expect(pending['reconsideration.pending']).toBe((before['reconsideration.pending'] ?? 0) + 1)
  await fromMenu(officer, '登记审结', async (dialog) => {
    await dialog.getByLabel('结果纠正').check()
  })
  await officer.getByText('审结：结果纠正').waitFor()
  const ended = await figures()
  expect(ended['reconsideration.corrected']).toBe((before['reconsideration.corrected'] ?? 0) + 1)
  await fromMenu(officer, '重新办理', async (dialog) => {
    await dialog.getByLabel('复议决定').check()
    await dialog.getByLabel('情况').fill('责令限期重新答复')
  })
  await officer.getByText('办理中').first().waitFor()
  await officer.getByRole('heading', { name: '此前的答复' }).waitFor()
  await officer.context().close()
}, 120_000)
