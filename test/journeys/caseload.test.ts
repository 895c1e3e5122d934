import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityProblems, type House, openHouse } from './house.ts'
import { signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

// Five keys a second, as somebody types who does it every day.
const perKey = 200
const least = { seconds: 60 }

test('a paper is entered by keyboard alone in under a minute of typing', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests/new')
  await page.locator('#name').waitFor()
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  // A Chinese character costs two keys with an input method.
  const type = async (text: string) => {
    keys += [...text].reduce((sum, one) => sum + (one > '\u2000' ? 2 : 1), 0)
    await page.keyboard.insertText(text)
  }
  const goTo = async (id: string) => {
    for (let step = 0; step < 12; step += 1) {
      if (await page.evaluate(`document.activeElement?.id === ${JSON.stringify(id)}`)) return
      await press('Enter')
    }
    throw new Error(`Enter does not lead to ${id}`)
  }
  await goTo('name')
  await type('演示申请人')
  // The list of kinds of documents takes Enter for itself.
  await press('Enter')
  await press('Tab')
  await goTo('idNumber')
  await goTo('phone')
  await type('000-00000001')
  await goTo('address')
  await type('演练市演练路1号')
  await goTo('title')
  await type('烟花爆竹零售许可名单')
  await goTo('description')
  await type('申请公开今年以来许可的烟花爆竹零售点名单')
  await press('Control+Enter')
  await page.getByText('查询码只在这里显示一次').waitFor()
  expect((keys * perKey) / 1000).toBeLessThan(least.seconds)
  expect(await accessibilityProblems(page)).toEqual([])
})

test('j and k go through the queue, x selects, Enter opens', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests')
  const rows = page.locator('tr.ant-table-row')
  await rows.nth(2).waitFor()
  const here = page.locator('tr[aria-current="true"]')
  const numberOf = async (row: typeof here) => (await row.locator('td').nth(3).textContent())?.trim()
  const [first, second] = [await numberOf(rows.nth(0)), await numberOf(rows.nth(1))]
  expect(first).not.toBe(second)
  expect(await here.count()).toBe(0)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await numberOf(here)).toBe(second)
  await page.keyboard.press('k')
  expect(await numberOf(here)).toBe(first)
  await page.keyboard.press('k')
  expect(await numberOf(here)).toBe(first)
  await page.keyboard.press('x')
  expect(await here.getByRole('checkbox').isChecked()).toBe(true)
  // Somebody who types a j looks for it.
  await page.getByLabel('按编号或事项查找').press('j')
  expect(await numberOf(here)).toBe(first)
  await page.getByLabel('按编号或事项查找').blur()
  const link = await here.getByRole('link').getAttribute('href')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${link}`)
})

test('many are tagged at once and the tags taken back; a view of the list is kept', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests')
  const boxes = page.getByRole('checkbox', { name: /^选择 / })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: '打标签' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('标签').fill('集中办理')
  await dialog.getByRole('button', { name: '打标签' }).click()
  await page.getByText('已给 2 件打上“集中办理”').waitFor()
  await page.locator('.request-tag').nth(1).waitFor()
  await page.getByRole('button', { name: /撤销（还可撤销\d+分钟）/ }).click()
  await page.getByText('已撤销 2 件').waitFor()
  await page.locator('.request-tag').first().waitFor({ state: 'detached' })

  await page.getByLabel('所有渠道').selectOption('online')
  await page.getByRole('button', { name: '保存视图' }).click()
  const saving = page.getByRole('dialog', { name: '保存视图' })
  await saving.getByLabel('名称').fill('网上来的')
  await saving.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('link', { name: '网上来的' }).waitFor()
  await page.goto('/staff/requests')
  await page.getByRole('link', { name: '网上来的' }).click()
  await page.waitForURL(/channel=online/)
  expect(await accessibilityProblems(page)).toEqual([])
  const exported = await page.request.get('/api/requests/export.csv?view=all')
  expect((await exported.text()).split('\r\n')[0]).toContain('编号,事项,申请人')
})

test('a closed case has its volume as a PDF, and the topics open their requests', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests?view=closed')
  await page.locator('td a').first().click()
  await page.getByRole('heading', { name: '案卷', exact: true }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  const link = (await page.getByRole('link', { name: '下载案卷 PDF' }).getAttribute('href')) ?? ''
  const pdf = await page.request.get(link)
  expect(pdf.status()).toBe(200)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await page.goto('/staff/requests/topics')
  await page.getByRole('heading', { name: '按月' }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.locator('tbody th a').first().click()
  await page.waitForURL(/view=all&text=/)
  await page.locator('td a').first().waitFor()
})
