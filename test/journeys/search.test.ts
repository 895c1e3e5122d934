import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarDate } from '../../src/law/calendar-date.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { columns } from '../../src/records/columns/for-public.ts'
import { attachFile, readFile } from '../../src/records/documents/attach.ts'
import { aText } from '../../src/records/documents/document.ts'
import { draftDocument } from '../../src/records/documents/write.ts'
import { reindexIfWanted } from '../../src/records/search/reindex.ts'
import { staffByAccount } from '../../src/records/staff/for-staff.ts'
import { takenThrough } from '../builders.ts'
import { aPdf } from '../files.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { signedIn } from './steps.ts'

let house: House
const title = '城北社区应急避难场所启用'

beforeAll(async () => {
  house = await openHouse()
  const write = (text: string) => `BT /F1 12 Tf 20 200 Td (${text}) Tj ET`
  const plan = await readFile(
    Buffer.from(aPdf(write('Opening of the shelter'), { second: write('Loudspeaker and generator on loan') })),
    '启用方案.pdf',
  )
  if ('refused' in plan) throw new Error(plan.refused)
  await inBureau(house.database, house.bureau, async (tx) => {
    const who = async (account: string) => {
      const staff = await staffByAccount(tx, account)
      if (!staff) throw new Error(`no ${account} in the demonstration`)
      return staff
    }
    const column = (await columns(tx)).find(({ name }) => name === '通知公告')
    const [drafter, head, reviewer] = [await who('keshi'), await who('kezhang'), await who('zhuren')]
    const text = aText({
      columnId: column?.id ?? 0,
      kind: 'notice',
      title,
      body: '<p>城北社区应急避难场所自本月起启用，可以容纳三百人，备有棉被和饮用水。</p>',
      source: '青禾市应急管理局',
      documentNumber: '青应急发〔2026〕977号',
      formedOn: calendarDate('2026-01-05'),
    })
    const drafted = await draftDocument(tx, text, drafter, systemClock)
    if (!('id' in drafted)) throw new Error(drafted.problems.join())
    const attached = await attachFile(
      tx,
      { id: drafted.id, version: 1, file: plan, role: 'file' },
      drafter,
      systemClock,
    )
    if ('refused' in attached) throw new Error(attached.refused)
    const others = { officer: await who('gongkai'), leader: await who('juzhang') }
    await takenThrough({ drafter, head, reviewer, ...others }, tx, drafted.id, systemClock)
  })
})
afterAll(() => house.close())

const searchFor = async (page: Page, query: string) => {
  await page.goto('/sousuo')
  await page.getByRole('searchbox').fill(query)
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL(/\?q=/)
}
const hits = (page: Page) => page.locator('.found .hit h3').allTextContents()
const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) })
const add = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /^加\s?入$/ })

describe('the public searches without JavaScript', () => {
  let page: Page
  beforeAll(async () => {
    ;({ page } = await house.visit({ javaScriptEnabled: false }))
  })
  afterAll(() => page.context().close())

  test('what is found shows the words in their sentence, and facets narrow it down and are taken back', async () => {
    await searchFor(page, '避难场所 棉被')
    expect((await hits(page))[0]).toBe(title)
    expect(await page.locator('.hit .snippet mark').first().textContent()).toContain('避难场所')
    await searchFor(page, '应急管理')
    const all = (await hits(page)).length
    const facet = page.getByRole('navigation', { name: '缩小范围' }).getByRole('link').first()
    const told = Number(await facet.locator('.facet-count').textContent())
    await facet.click()
    await page.waitForURL(/type=/)
    expect(await page.locator('#found-heading').textContent()).toContain(`共 ${told} 条`)
    expect(told).toBeLessThan(all)
    await page.getByRole('list', { name: '已选条件' }).getByRole('link').click()
    await page.waitForURL((url) => !url.searchParams.get('type'))
    expect((await hits(page)).length).toBe(all)
  })

  test('a wrong character of the same sound, and a word typed by sound, find what was meant', async () => {
    await searchFor(page, '应急管里')
    await page.getByText('以下是“应急管理”的结果').waitFor()
    expect((await hits(page)).length).toBeGreaterThan(0)
    await searchFor(page, 'binanchangsuo')
    await page.getByText('以下是“避难场所”的结果').waitFor()
    expect(await hits(page)).toContain(title)
  })

  test('a document number stands on top however it is written; one that is not there is said not to be', async () => {
    for (const written of ['青应急发〔2026〕977号', '青应急发[2026]977', '青应急发 2026 977']) {
      await searchFor(page, written)
      const direct = page.getByRole('region', { name: '文号相符' })
      expect(await direct.getByRole('link').allTextContents()).toEqual([title])
    }
    await searchFor(page, '青应急发〔2026〕9999号')
    await page.getByText('没有文号是“青应急发〔2026〕9999号”的信息').waitFor()
  })

  test('a word of an attachment is found with the name of the file and the page', async () => {
    await searchFor(page, 'loudspeaker')
    expect(await hits(page)).toEqual([title])
    expect(await page.locator('.hit .found-in').textContent()).toBe('附件《启用方案.pdf》第 2 页：')
    expect(await page.locator('.hit .snippet mark').textContent()).toBe('Loudspeaker')
  })

  test.each([
    ['"\'<b>&amp;%_\\', 'signs'],
    ['a\0b', 'a NUL'],
    ['😀👨‍👩‍👧', 'pictures'],
    ['龘'.repeat(5000), 'a very long question'],
    ["'; drop table search_entry; --", 'orders to a database'],
  ])('strange input is answered with ways on: %#', async (query, _because) => {
    const answer = await page.goto(`/sousuo?q=${encodeURIComponent(query)}`)
    expect(answer?.status()).toBe(200)
    await page
      .getByText(/没有找到“/)
      .first()
      .waitFor()
  })

  test('nothing sticks out at 320 px, with results, many of them or none', async () => {
    const { page: narrow, context } = await house.visit({ viewport: { width: 320, height: 720 } })
    for (const query of ['安全', 'x'.repeat(300), '避难场所', '青应急发〔2026〕9999号', '😀']) {
      await narrow.goto(`/sousuo?q=${encodeURIComponent(query)}`)
      expect([query, await widerThanScreen(narrow)]).toEqual([query, 0])
      expect(await accessibilityProblems(narrow)).toEqual([])
    }
    await context.close()
  })
})

describe('the office looks after the search', () => {
  test('what a visitor did not find is seen at the desk, taught there, and found by the visitor', async () => {
    const { page: visitor } = await house.visit({ javaScriptEnabled: false })
    await searchFor(visitor, '逃荒棚')
    await visitor.getByText('没有找到“逃荒棚”').waitFor()

    const page = await signedIn(house, 'gongkai')
    await page.getByRole('link', { name: '站内搜索' }).click()
    await page.getByRole('heading', { level: 1, name: '站内搜索' }).waitFor()
    const row = page.getByRole('row').filter({ hasText: '逃荒棚' })
    expect(await row.getByRole('cell').nth(1).textContent()).toBe('1')
    expect(await accessibilityProblems(page)).toEqual([])

    await page.getByRole('button', { name: '给“逃荒棚”加说法' }).press('Enter')
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('公众的说法').inputValue()).toBe('逃荒棚')
    // Sent with nothing in it: told what is missing, what was typed stays.
    await add(page).click()
    await dialog.getByRole('alert').getByText('请填写规范的词').waitFor()
    expect(await dialog.getByLabel('公众的说法').inputValue()).toBe('逃荒棚')
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog.getByLabel('规范的词').fill('避难场所')
    await dialog.getByLabel('规范的词').press('Enter')
    await page.getByText(/搜索“逃荒棚”现在能找到 [1-9]\d* 条/).waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await row.getByText('已按“避难场所”查找').waitFor()

    await searchFor(visitor, '逃荒棚')
    expect(await hits(visitor)).toContain(title)
    await visitor.getByText('同时查找了：避难场所').waitFor()
    // Found when it was looked for last: no longer among what is missing.
    await page.reload()
    await page.getByText('找到的', { exact: true }).click()
    await page.getByRole('row').filter({ hasText: '逃荒棚' }).waitFor()

    await page.getByText(/^说法 1$/).click()
    await page.getByRole('button', { name: '删除“逃荒棚”' }).click()
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: /^删\s?除$/ })
      .click()
    await page.getByText(/^说法 0$/).waitFor()
    await searchFor(visitor, '逃荒棚')
    await visitor.getByText('没有找到“逃荒棚”').waitFor()
    await visitor.context().close()
    await page.context().close()
  })

  test('a page is put first for a query; an address elsewhere is refused in words', async () => {
    const page = await signedIn(house, 'gongkai')
    await page.goto('/staff/search?view=best-bets')
    await button(page, '添加').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('公众搜索的词').fill('年报')
    await dialog.getByLabel('显示的文字').fill('历年年度报告')
    await dialog.getByLabel('网址').fill('https://elsewhere.example/')
    await add(page).click()
    await dialog.getByRole('alert').getByText('网址应是本网站的').waitFor()
    expect(await dialog.getByLabel('显示的文字').inputValue()).toBe('历年年度报告')
    await dialog.getByLabel('网址').fill('/zwgk/nianbao/')
    await add(page).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('cell', { name: '历年年度报告' }).waitFor()
    const { page: visitor } = await house.visit({ javaScriptEnabled: false })
    await searchFor(visitor, '年报')
    await visitor.getByRole('region', { name: '为您推荐' }).getByRole('link', { name: '历年年度报告' }).click()
    await visitor.waitForURL(/\/zwgk\/nianbao/)
    await visitor.context().close()
    await page.context().close()
  })

  test('a word waits for the index to be built anew, and the screen says when it was', async () => {
    const page = await signedIn(house, 'admin')
    await page.goto('/staff/search')
    await reindexIfWanted((work) => inBureau(house.database, house.bureau, work), systemClock)
    await page.reload()
    await page.getByText('没有等待的改动').waitFor()
    await page.goto('/staff/search?view=words')
    await button(page, '添加').click()
    await page.getByRole('dialog').getByLabel('词', { exact: true }).fill('城北社区')
    await add(page).click()
    await page.getByText('有改动，等待重建').waitFor()
    await page.getByRole('row').filter({ hasText: '城北社区' }).getByText('等待重建索引').waitFor()
    expect(await button(page, '重建索引').isDisabled()).toBe(true)
    await reindexIfWanted((work) => inBureau(house.database, house.bureau, work), systemClock)
    await page.getByText('没有等待的改动').waitFor()
    await page.getByRole('row').filter({ hasText: '城北社区' }).getByText('启用').waitFor()
    await button(page, '重建索引').click()
    await page.getByText('有改动，等待重建').waitFor()
    await page.context().close()
  })

  test('who has no part in it is told so', async () => {
    const page = await signedIn(house, 'keshi')
    await page.goto('/staff/search')
    await page.getByRole('alert').getByText('您的角色不能做这一步').waitFor()
    await page.context().close()
  })
})
