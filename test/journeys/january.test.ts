import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layouts } from '../../src/reporting/read/layouts.ts'
import { busyReport } from '../planted-contradictions.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { signedIn } from './steps.ts'

// What a disclosure office does once a year and in between: registers, the annual report, the calendar.

let house: House
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhaoming-january-'))
  house = await openHouse()
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const headings = ['处罚决定文书号', '违法行为类型', '被处罚人', '处罚类别', '罚没金额（元）', '处罚决定日期']

async function workbook(name: string, rows: unknown[][]): Promise<string> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('行政处罚')
  for (const row of [headings, ...rows]) sheet.addRow(row)
  const file = join(folder, name)
  await book.xlsx.writeFile(file)
  return file
}

test('entries are made singly and from a spreadsheet; wrong cells are told and marked', async () => {
  const page = await signedIn(house, 'keshi')
  await page.goto('/staff/registers/penalties')
  await page.getByRole('button', { name: '登记一条' }).click()
  const entry = page.getByRole('dialog')
  await entry.getByRole('button', { name: '登记', exact: true }).click()
  await entry.getByText('请填写处罚决定文书号').waitFor()
  await entry.getByLabel('处罚决定文书号').fill('青应急罚〔2020〕1号')
  await entry.getByLabel('违法行为类型').fill('未按规定开展安全培训')
  await entry.getByLabel('被处罚人').fill('演示企业007')
  await entry.getByRole('combobox', { name: '处罚类别' }).click()
  await page.getByTitle('罚款').last().click()
  await entry.getByLabel('罚没金额').fill('20000')
  await entry.getByLabel('处罚决定日期').fill('2020-05-06')
  await entry.getByRole('button', { name: '登记', exact: true }).click()
  await entry.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '导入 Excel' }).click()
  const dialog = page.getByRole('dialog')
  const line = (serial: number, day: string) => [`青应急罚〔2020〕${serial}号`, '违法', '演示企业', '罚款', 1000, day]
  await dialog
    .getByLabel(/选择填好的文件/)
    .setInputFiles(await workbook('wrong.xlsx', [line(2, '2020-06-01'), line(3, '去年夏天')]))
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await dialog.getByText('2 行中有 1 处错误，没有导入').waitFor()
  expect(await dialog.textContent()).toContain('去年夏天')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '下载标注了错误的文件' }).click()
  const marked = new ExcelJS.Workbook()
  await marked.xlsx.readFile(await (await downloading).path())
  expect(String(marked.worksheets[0]?.getRow(3).getCell(7).value)).toContain('不是日期')

  await dialog
    .getByLabel(/选择填好的文件/)
    .setInputFiles(await workbook('right.xlsx', [line(2, '2020-06-01'), line(3, '2020-07-01')]))
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await dialog.getByText('已导入 2 件').waitFor()
  await page.context().close()
})

test('the report of a year: words with figures, approval by another, frozen, published; later changes drift', async () => {
  const writer = await signedIn(house, 'gongkai')
  await writer.goto('/staff/reports')
  await writer.getByRole('button', { name: '2020年' }).click()
  await writer.getByRole('heading', { name: '2020年政府信息公开工作年度报告' }).waitFor()
  await writer.getByRole('button', { name: /^行政处罚，处理决定数量：3/ }).waitFor()
  await writer.getByRole('tab', { name: '正文' }).click()
  const overall = writer.getByLabel('一、总体情况', { exact: true })
  await overall.fill('全年作出行政处罚决定件。')
  await overall.press('ArrowLeft')
  await overall.press('ArrowLeft')
  await writer.getByRole('combobox', { name: '在“一、总体情况”中插入数字' }).click()
  await writer.keyboard.type('行政处罚 处理')
  await writer.getByTitle('行政处罚 处理决定数量（3）').click()
  expect(await overall.inputValue()).toBe('全年作出行政处罚决定{{penalties.decisions}}件。')
  await writer.getByRole('button', { name: '保存正文' }).click()
  await writer.getByRole('button', { name: '3', exact: true }).click()
  await writer.getByRole('dialog').getByText('青应急罚〔2020〕1号').waitFor()
  await writer.keyboard.press('Escape')
  await writer.getByRole('button', { name: '送审批' }).click()
  await writer.getByText('待审批').first().waitFor()

  const leader = await signedIn(house, 'juzhang')
  await leader.goto('/staff/reports/2020')
  await leader.getByRole('button', { name: '审批', exact: true }).click()
  await leader.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await leader.getByText('已批准，待固定').first().waitFor()

  await writer.reload()
  await writer.getByRole('button', { name: '固定数字' }).click()
  await writer.getByText('已固定，待公布').first().waitFor()
  await writer.getByRole('button', { name: '公布', exact: true }).click()
  await writer.getByText('已公布').first().waitFor()

  const { context, page: citizen } = await house.visit({ javaScriptEnabled: false })
  await citizen.goto('/zwgk/nianbao/2020')
  expect(await citizen.textContent('#part-1')).toContain('全年作出行政处罚决定3件')

  const head = await signedIn(house, 'zhuren')
  await head.goto('/staff/registers/penalties?year=2020')
  await head.getByRole('button', { name: '撤销' }).first().click()
  const dialog = head.getByRole('dialog')
  await dialog.getByLabel('理由').fill('决定被撤销')
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await head.goto('/staff/reports/2020')
  await head.getByRole('tab', { name: '固定后的变动' }).click()
  await head.getByRole('button', { name: 'penalties.decisions' }).waitFor()
  expect(await head.locator('table', { hasText: '固定时' }).textContent()).toContain('3201')
  await citizen.reload()
  expect(await citizen.textContent('#part-1')).toContain('全年作出行政处罚决定3件')
  await context.close()
})

test('an administrator loads a holiday notice and sees what it moves; a wrong one is refused with reasons', async () => {
  const page = await signedIn(house, 'admin')
  await page.goto('/staff/calendar')
  await page.getByLabel('文号').fill('演示放假通知〔2026〕1号')
  await page.getByLabel('年份').fill('2027')
  await page.getByLabel('放假（每行：名称 起 止）').fill('元旦 2027-01-01 2027-01-03')
  await page.getByLabel('调休上班日').fill('2027-01-06')
  await page.getByRole('button', { name: '先看对期限的影响' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('放假通知有误')
  await page.getByLabel('调休上班日').fill('2027-01-09')
  await page.getByRole('button', { name: '先看对期限的影响' }).click()
  await page.getByText(/件未办结的申请/).waitFor()
  expect(await page.getByText('（本单位录入）').count()).toBe(0)
  await page.getByRole('button', { name: '录入并重算期限' }).click()
  await page.getByText('（本单位录入）').waitFor()
  await page.context().close()
})

test('what a role may not do is not offered, and the numbers of the to-do page open their lists', async () => {
  const page = await signedIn(house, 'jiandu')
  await page.goto('/staff/registers/penalties')
  await page.getByText('青应急罚').first().waitFor()
  expect(await page.getByRole('button', { name: '登记一条' }).count()).toBe(0)
  await page.goto('/staff')
  await page.getByRole('link', { name: /办理中/ }).click()
  await page.getByText(/^共 \d+ 件$/).waitFor()
  await page.context().close()
})

test('a supervisor audits the reports of several bureaus, opens the evidence and sets a false alarm aside', async () => {
  const page = await signedIn(house, 'jiandu', { width: 1280, height: 800 })
  const bureaus = [
    ['东湾县应急管理局', '全年未作出行政处罚决定。'],
    ['西湾县应急管理局', '全年作出行政处罚决定9件。'],
  ] as const
  const files = bureaus.map(([bureau]) => join(folder, `${bureau}.html`))
  for (const [place, [bureau, sentence]] of bureaus.entries()) {
    await writeFile(files[place] as string, layouts.html({ ...busyReport, bureau, overall: [sentence] }))
  }
  await page.getByRole('link', { name: '年报核对' }).click()
  await page.getByRole('button', { name: '新建核对' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('各县区 2024 年度报告')
  await dialog.getByLabel(/报告文件/).setInputFiles(files)
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: '开始核对' }).click()
  await page.getByText('2 个单位中 1 个文表不一致').waitFor()
  const found: string[] = []
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    found.push(...(await accessibilityProblems(page)))
    expect(await widerThanScreen(page)).toBe(0)
    await page.getByRole('button', { name: '东湾县应急管理局 C-31：不符' }).click()
    await page.locator('mark', { hasText: '未作出行政处罚决定' }).waitFor()
    await page.getByText('贵局 2024 年度报告的正文与表格不一致').waitFor()
    found.push(...(await accessibilityProblems(page)))
    if (width === 1280) await page.keyboard.press('Escape')
  }
  expect(found).toEqual([])
  await page.getByLabel(/理由/).fill('处罚由综合执法队作出，另行公开')
  await page.getByRole('button', { name: '误报' }).click()
  await page.getByText('已定为误报：处罚由综合执法队作出').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('2 个单位中没有发现数字不符').waitFor()
  await page.getByText('汇总', { exact: true }).click()
  await page.getByRole('heading', { name: '2024 年度：2 份报告之和' }).waitFor()
  await page.context().close()
})

test('a password is changed at the desk; the old one no longer works', async () => {
  const page = await signedIn(house, 'fazhi')
  await page.getByRole('button', { name: '修改密码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('当前密码').fill('demo-2026-zhaoming')
  await dialog.getByLabel('新密码', { exact: true }).fill('another password')
  await dialog.getByLabel('再输一次新密码').fill('another password')
  await dialog.getByRole('button', { name: '修改', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.context().close()
  const { page: again } = await house.visit()
  await again.goto('/staff')
  await again.getByLabel('账号').fill('fazhi')
  await again.getByLabel('密码').fill('demo-2026-zhaoming')
  await again.getByRole('button', { name: '登录' }).click()
  expect(await again.getByRole('alert').textContent()).toContain('账号或密码不正确')
})
