import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../../demo/bureau.ts'
import { accessibilityProblems, type House, openHouse } from './house.ts'
import { fillIn, inDialog, receipt, signedIn } from './steps.ts'

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

const nothing = async () => {}

describe.each([
  ['with scripts on the citizen’s side', true],
  ['without scripts on the citizen’s side', false],
])('a request from form to figure, %s', (_, javaScriptEnabled) => {
  test('asked, confirmed, accepted, answered by two people, delivered, read, counted, opened', async () => {
    const title = `应急物资储备清单${javaScriptEnabled ? '甲' : '乙'}`
    const { context, page: citizen } = await house.visit({ javaScriptEnabled, viewport: { width: 360, height: 800 } })
    await fillIn(citizen, title)
    await citizen.getByLabel('我确认以上内容真实').check()
    await citizen.getByRole('button', { name: '提交申请' }).click()
    const { number, code } = await receipt(citizen)

    const officer = await signedIn(house, 'gongkai')
    await openCase(officer, title)
    await inDialog(officer, '确认收到', nothing)
    await officer.getByText('待受理').first().waitFor()
    await inDialog(officer, '受理并分办', async (dialog) => {
      await dialog.getByRole('combobox').click()
      await officer.getByTitle('危化监管科').click()
    })
    await officer.getByText('办理中').first().waitFor()

    const drafter = await signedIn(house, 'keshi')
    await openCase(drafter, title)
    await drafter.getByRole('link', { name: '拟答复' }).click()
    await drafter.getByRole('combobox', { name: '结论' }).click()
    await drafter.getByTitle('予以公开').last().click()
    await drafter.getByText('答复书必须写明').waitFor()
    const letter = drafter.getByLabel('答复书')
    await expect.poll(() => letter.inputValue()).toContain(title)
    await letter.fill((await letter.inputValue()).replace(/〔[^〕]*〕/g, '帐篷 300 顶，棉被 2000 床。'))
    await drafter.getByRole('button', { name: '送审批' }).click()
    await drafter.getByText('答复待审批').first().waitFor()

    const leader = await signedIn(house, 'juzhang')
    await openCase(leader, title)
    await inDialog(leader, '审批答复', async (dialog) => dialog.getByText('批准', { exact: true }).click())
    await leader.getByText('待送达').first().waitFor()

    await openCase(officer, title)
    await inDialog(officer, '送达并办结', async (dialog) => dialog.getByLabel('说明').fill('网上送达，系统记录'))
    await officer.getByText('已办结').first().waitFor()

    await citizen.goto('/ysqgk/status')
    await citizen.getByLabel('受理编号').fill(number)
    await citizen.getByLabel('查询码').fill(code)
    await citizen.getByRole('button', { name: '查询' }).click()
    if (javaScriptEnabled) expect(await accessibilityProblems(citizen)).toEqual([])
    await citizen.goto(`${citizen.url()}/qixian`)
    expect(await citizen.textContent('main')).toContain('第20个')
    if (javaScriptEnabled) expect(await accessibilityProblems(citizen)).toEqual([])
    await citizen.goBack()
    await citizen.getByRole('link', { name: '查看答复' }).click()
    expect(await citizen.textContent('main')).toContain('帐篷 300 顶')
    expect(await citizen.textContent('main')).toContain('青应急公开〔')
    if (javaScriptEnabled) expect(await accessibilityProblems(citizen)).toEqual([])

    const year = number.split('-')[1]
    await officer.goto(`/staff/reports/${year}`)
    await officer.getByRole('button', { name: /^三、本年度办理结果 （一）予以公开，.*自然人：/ }).click()
    await officer.getByRole('dialog').getByRole('link', { name: title }).waitFor()
    await context.close()
    for (const page of [officer, drafter, leader]) await page.context().close()
  })
})

test('axe finds nothing on any screen of the desk', async () => {
  const page = await signedIn(house, 'gongkai')
  const problems: string[] = []
  const look = async () => {
    await page.waitForTimeout(400)
    problems.push(...(await accessibilityProblems(page)))
  }
  await look()
  await openCase(page, '应急避难场所名录及可容纳人数')
  await page.getByRole('button', { name: '怎么算的' }).click()
  await look()
  await page.getByRole('link', { name: '拟答复' }).click()
  await page.getByText('申请原文').waitFor()
  await look()
  const screens: [string, string][] = [
    ['/staff/requests', 'YJ-'],
    ['/staff/requests/new', '所需信息'],
    ['/staff/documents', '形成日期'],
    ['/staff/documents/new', '公开属性'],
    ['/staff/registers', '行政许可'],
    ['/staff/registers/penalties', '青应急罚'],
    ['/staff/reports', '2019'],
    ['/staff/reports/2021', '867'],
    ['/staff/calendar', '国办'],
  ]
  for (const [path, shows] of screens) {
    await page.goto(path)
    await page.getByText(shows).first().waitFor()
    await look()
  }
  await page.goto('/staff/reports/2021')
  await page.getByRole('button', { name: /867/ }).first().click()
  await page.getByText('青应急许〔2021〕').first().waitFor()
  await look()
  expect(problems).toEqual([])
})

/** Decides the check a document waits for, as one person. */
async function decideAs(account: string, title: string, secrecy = false): Promise<Page> {
  const page = await signedIn(house, account)
  await page.goto('/staff/documents?view=mine-to-check')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: '审核', exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (secrecy) {
    await dialog.getByRole('button', { name: '提交审核意见' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByRole('checkbox').check()
  }
  await dialog.getByRole('button', { name: '提交审核意见' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return page
}

test('a document goes from draft through its checks to the portal, is corrected and taken down', async () => {
  const title = '关于冬季用电安全的提示'
  const drafter = await signedIn(house, 'keshi')
  await drafter.goto('/staff/documents/new')
  await drafter.getByLabel('标题', { exact: true }).fill(title)
  await drafter.getByRole('textbox', { name: '正文' }).fill('请检查线路，联系人身份证 11010519491231002X。')
  await drafter.getByRole('combobox', { name: '栏目' }).fill('预警提示')
  await drafter.getByTitle('预警提示').last().click()
  await drafter.getByRole('button', { name: '保存' }).click()
  await drafter.getByRole('heading', { level: 1, name: title }).waitFor()
  const sendIt = async () => {
    await drafter.getByRole('button', { name: '送审' }).click()
    await drafter.getByRole('dialog').getByRole('button', { name: '送审' }).click()
  }
  await sendIt()
  const alert = drafter.getByRole('dialog').getByRole('alert').first()
  await alert.waitFor()
  expect(await alert.textContent()).toContain('正文：身份证号码')
  expect(await alert.textContent()).not.toContain('19491231')
  await drafter.getByRole('dialog').getByRole('button', { name: '取消', exact: true }).click()
  await drafter.getByRole('button', { name: '修改', exact: true }).click()
  await drafter.getByRole('textbox', { name: '正文' }).fill('请检查线路，不要私拉乱接。')
  await drafter.getByRole('button', { name: '保存', exact: true }).click()
  await drafter.getByRole('button', { name: '修改', exact: true }).waitFor()
  await sendIt()
  await drafter.getByText('待科室初审').first().waitFor()

  await decideAs('kezhang', title)
  await decideAs('zhuren', title, true)
  const leader = await decideAs('juzhang', title)
  const link = leader.getByRole('link', { name: '在门户查看' })
  const address = (await link.getAttribute('href')) ?? ''
  const { page: citizen } = await house.visit({ javaScriptEnabled: false })
  await citizen.goto(address)
  expect(await citizen.textContent('main')).toContain('不要私拉乱接')
  expect(await citizen.textContent('main')).toContain('第 1 版')

  await leader.getByRole('button', { name: '更多', exact: true }).click()
  await leader.getByRole('menuitem', { name: '撤下' }).click()
  const box = leader.getByRole('dialog')
  await box.getByLabel('原因（公众会看到）').fill('内容需要更新')
  await box.getByRole('button', { name: '撤下', exact: true }).click()
  await box.waitFor({ state: 'hidden' })
  expect((await citizen.goto(address))?.status()).toBe(410)
  expect(await citizen.textContent('main')).toContain('内容需要更新')
})

test('when the session has ended, one signs in again in place and nothing typed is lost', async () => {
  const page = await signedIn(house, 'gongkai')
  await page.goto('/staff/requests/new')
  await page.getByLabel('姓名或名称').fill('演示申请人')
  await page.getByLabel('联系电话').fill('000-12345678')
  await page.getByLabel('信息名称').fill('登录过期也不丢')
  await page.getByLabel('内容描述').fill('申请公开演练方案。')
  await page.context().clearCookies()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('密码').fill(demoPassword)
  await dialog.getByRole('button', { name: '登录' }).click()
  await page.getByText('查询码只在这里显示一次').waitFor()
})

test('two officers on one case: the second is told, and keeps what was typed', async () => {
  const title = '烟花爆竹零售点布点规划'
  const [one, other] = [await signedIn(house, 'gongkai'), await signedIn(house, 'zhuren')]
  await openCase(one, title)
  await openCase(other, title)
  const pick = (page: Page) => async (dialog: ReturnType<Page['getByRole']>) => {
    await dialog.getByRole('combobox').click()
    await page.getByTitle('危化监管科').click()
  }
  await inDialog(one, '受理并分办', pick(one))
  await other.getByRole('button', { name: '受理并分办' }).click()
  const dialog = other.getByRole('dialog')
  await pick(other)(dialog)
  await dialog.getByRole('button', { name: '受理并分办' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await dialog.textContent()).toContain('其他人刚刚修改了这条记录')
  expect(await dialog.textContent()).toContain('危化监管科')
})
