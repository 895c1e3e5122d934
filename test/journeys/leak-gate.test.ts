import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anIdNumber, aPhone, randomFrom } from '../planted-leaks.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const random = randomFrom(5)
const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) })
const inBox = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) })
const body = (page: Page) => page.getByRole('textbox', { name: '正文' })
const gate = (page: Page) => page.getByRole('region', { name: '公开把关' })

async function draft(page: Page, title: string, words: string): Promise<string> {
  await page.goto('/staff/documents/new')
  await page.getByLabel('标题', { exact: true }).fill(title)
  await body(page).fill(words)
  await page.getByRole('combobox', { name: '栏目' }).fill('预警提示')
  await page.getByTitle('预警提示').last().click()
  await button(page, '保存').click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.waitForURL(/documents\/\d+$/)
  return page.url()
}

async function send(page: Page): Promise<void> {
  await button(page, '送审').click()
  await inBox(page, '送审').click()
}

/** The checks of an everyday document, each by whose it is. */
async function approve(address: string): Promise<void> {
  for (const account of ['kezhang', 'zhuren', 'juzhang']) {
    const page = await signedIn(house, account)
    await page.goto(address)
    await button(page, '审核').click()
    const confirmed = page.getByRole('dialog').getByRole('checkbox')
    if (account === 'zhuren') await confirmed.check()
    await inBox(page, '提交审核意见').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.context().close()
  }
}

async function onPortal(page: Page, address: string): Promise<string> {
  await page.goto(address)
  const path = await page.getByRole('link', { name: '在门户查看' }).getAttribute('href')
  return path ?? ''
}

async function aList(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const list = book.addWorksheet('名单')
  list.addRow(['单位', '结果'])
  list.addRow(['城北加油站', '合格'])
  book.addWorksheet('底稿', { state: 'hidden' }).addRow([`经办人证件${anIdNumber(random)}`])
  return Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)
}

describe('an editor', () => {
  test('is stopped by an ID number, masks it in one click, and it is published so', async () => {
    const number = anIdNumber(random)
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '救助情况公示', `经办人证件号码${number}，特此公示。`)
    await gate(page).getByText('有 1 处处理之前不能公开').waitFor()
    await send(page)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('有 1 处内容不能公开').waitFor()
    expect(await dialog.textContent()).toContain(`正文：身份证号码“`)
    expect(await dialog.textContent()).not.toContain(number)
    expect(await accessibilityProblems(page)).toEqual([])
    await inBox(page, '取消').click()
    await gate(page).getByRole('button', { name: '遮盖身份证号码' }).click()
    await gate(page).getByText('没有发现不能公开的内容').waitFor()
    const masked = `${number.slice(0, 3)}***********${number.slice(14)}`
    await page.locator('.letter').getByText(masked).waitFor()
    await send(page)
    await page.getByText('待科室初审').first().waitFor()
    await approve(address)
    const path = await onPortal(page, address)
    const html = await (await page.request.get(path)).text()
    expect(html).toContain(masked)
    expect(html).not.toContain(number)
    await page.context().close()
  })

  test('is told while writing, masks what is typed with its marks, and loses nothing else', async () => {
    const phone = aPhone(random)
    const page = await signedIn(house, 'keshi')
    await draft(page, '边写边看的通知', '第一稿。')
    await button(page, '修改').click()
    await page.getByLabel('副标题').fill('还没有保存的副标题')
    await page.getByLabel('内容概述').fill(`请联系${phone}`)
    const told = page.getByRole('status', { name: '公开把关' })
    await told.getByText('手机号码').first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await told.getByRole('button', { name: '遮盖手机号码' }).click()
    await expect
      .poll(() => page.getByLabel('内容概述').inputValue())
      .toBe(`请联系${phone.slice(0, 3)}****${phone.slice(7)}`)
    expect(await page.getByLabel('副标题').inputValue()).toBe('还没有保存的副标题')
    await told.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  test('is stopped by a hidden sheet, makes a clean copy, and the public file has none', async () => {
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '检查结果公示', '名单见附件。')
    const upload = { name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: await aList() }
    await page.getByLabel('添加附件').setInputFiles(upload)
    await gate(page).getByText('隐藏的工作表', { exact: true }).first().waitFor()
    await send(page)
    await page
      .getByRole('dialog')
      .getByText(/隐藏的工作表/)
      .first()
      .waitFor()
    await inBox(page, '取消').click()
    await page.getByRole('button', { name: '生成清洁副本 名单.xlsx' }).click()
    await page.getByText(/已换成清洁副本/).waitFor()
    await gate(page).getByText('没有发现不能公开的内容').waitFor()
    await page.setViewportSize({ width: 360, height: 800 })
    expect(await widerThanScreen(page)).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1366, height: 768 })
    await send(page)
    await page.getByText('待科室初审').first().waitFor()
    await approve(address)
    await page.goto(await onPortal(page, address))
    const file = await page
      .getByRole('link', { name: /名单\.xlsx/ })
      .first()
      .getAttribute('href')
    const served = await (await page.request.get(new URL(file ?? '', page.url()).href)).body()
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(served as unknown as ExcelJS.Buffer)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['名单'])
    await page.context().close()
  })

  test('does not let through what is in the own work; another does, with a reason', async () => {
    const phone = aPhone(random)
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '值班安排的通知', `值班电话${phone}。`)
    await send(page)
    await page.getByRole('dialog').getByRole('link', { name: '公开把关' }).click()
    await page.getByText('值班安排的通知').first().waitFor()
    expect(await button(page, '放行').count()).toBe(0)
    const other = await signedIn(house, 'zhuren')
    await other.goto('/staff/leaks')
    await other
      .getByRole('row', { name: /值班安排的通知/ })
      .getByRole('button', { name: /放\s?行/ })
      .click()
    await other.getByLabel('公开的法定理由').fill('本局对外公布的值班电话，条例第二十条')
    await inBox(other, '放行').click()
    await other.getByText('已放行，请起草人重新提交').waitFor()
    await other.context().close()
    await page.goto(address)
    await gate(page).getByText('没有发现不能公开的内容').waitFor()
    await send(page)
    await page.getByText('待科室初审').first().waitFor()
    await page.context().close()
  })
})
