import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const openLetter = async (page: Page, title: string, name: RegExp) => {
  await openCase(page, title)
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('heading', { level: 2, name: '签署' }).waitFor()
}

const sign = async (page: Page) => {
  await page.getByRole('button', { name: '签署', exact: true }).click()
  await page.getByText('已签署', { exact: true }).first().waitFor()
}

test('letters are made from the case, checked, signed by two, numbered, and read in official layout', async () => {
  const title = '重大隐患挂牌督办名单'
  const { context, page: citizen } = await house.visit({ javaScriptEnabled: false })
  await fillIn(citizen, title)
  await citizen.getByLabel('我确认以上内容真实').check()
  await citizen.getByRole('button', { name: '提交申请' }).click()
  await receipt(citizen)

  const officer = await signedIn(house, 'gongkai')
  await officer.getByRole('link', { name: '文书模板' }).click()
  await officer.getByLabel('科室负责人签署').check()
  await officer.getByRole('button', { name: '保存签署设置' }).click()
  await officer.getByText('已保存，以后送签的文书按此办理').waitFor()
  expect(await accessibilityProblems(officer)).toEqual([])
  await openCase(officer, title)
  await inDialog(officer, '确认收到', async () => {})
  await officer.getByText('待受理').first().waitFor()
  await inDialog(officer, '受理并分办', async (dialog) => {
    await dialog.getByRole('combobox').first().click()
    await officer.getByTitle('危化监管科').click()
  })
  await officer.getByText('办理中').first().waitFor()

  await officer.getByRole('button', { name: '申请登记回执' }).click()
  const text = officer.getByLabel('文书正文')
  await expect.poll(() => text.inputValue()).toContain(title)
  const start = await text.inputValue()
  await text.fill(start.replace(title, '别的事'))
  await officer.getByRole('button', { name: '保存', exact: true }).click()
  await officer.getByText('是不是贴错了文书').waitFor()
  await officer.getByRole('button', { name: '送签' }).click()
  await officer.getByRole('alert').getByText('文书还有问题').waitFor()
  await text.fill(start)
  await officer.getByRole('button', { name: '保存', exact: true }).click()
  await officer.getByText('检查通过').waitFor()
  expect(await accessibilityProblems(officer)).toEqual([])
  await officer.getByRole('button', { name: '送签' }).click()
  await officer.getByText('待科室负责人签署').first().waitFor()

  const head = await signedIn(house, 'kezhang')
  await openLetter(head, title, /申请登记回执/)
  await head.getByLabel('退回原因').selectOption('文字和格式')
  await head.getByLabel('意见（退回时').fill('落款空两格')
  await head.getByRole('button', { name: '退回', exact: true }).click()
  await officer.reload()
  await officer.getByText('文字和格式：落款空两格').waitFor()
  await officer.getByRole('button', { name: '送签' }).click()
  await officer.getByText('待科室负责人签署').first().waitFor()
  await head.reload()
  await head.getByRole('button', { name: '签署', exact: true }).click()
  await head.getByText('待公开办签署').first().waitFor()
  const second = await signedIn(house, 'zhuren')
  await openLetter(second, title, /申请登记回执/)
  await sign(second)
  await second.getByRole('button', { name: '编号发出' }).click()
  await second
    .getByText(/青应急公开登〔\d{4}〕\d+号/)
    .first()
    .waitFor()
  const address = await second.getByRole('link', { name: '正式版式（PDF）' }).getAttribute('href')
  const file = await second.request.get(new URL(address ?? '', second.url()).href)
  expect(file.headers()['content-type']).toBe('application/pdf')
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')

  const drafter = await signedIn(house, 'keshi')
  await openCase(drafter, title)
  await drafter.getByRole('link', { name: '拟答复' }).click()
  await drafter.getByRole('combobox', { name: '结论' }).fill('内部事务')
  await drafter.getByTitle('属于三类内部事务信息').last().click()
  const letter = drafter.getByLabel('答复书')
  await expect.poll(() => letter.inputValue()).toContain('内部事务信息')
  await drafter.getByText('还有没有填写的地方').first().waitFor()
  const filled = (await letter.inputValue()).replace(/〔[^〕]*〕/g, '属于内部工作流程。')
  await letter.fill(filled.replace('本机关不予公开', '现予公开：'))
  await drafter.getByText('与所选的结论不一致').waitFor()
  await letter.fill(filled)
  await drafter.getByText('检查通过').waitFor()
  expect(await accessibilityProblems(drafter)).toEqual([])
  await drafter.getByRole('button', { name: '送审批' }).click()
  await drafter.getByText('答复待审批').first().waitFor()

  const leader = await signedIn(house, 'juzhang')
  await openCase(leader, title)
  await leader.getByRole('button', { name: '审批答复' }).click()
  const dialog = leader.getByRole('dialog')
  await dialog.getByText('批准', { exact: true }).click()
  await dialog.getByRole('button', { name: '审批答复', exact: true }).click()
  await dialog.getByText('答复书还没有签署完').waitFor()
  await openLetter(head, title, /内部事务信息/)
  await sign(head)
  await leader.reload()
  await inDialog(leader, '审批答复', async (box) => box.getByText('批准', { exact: true }).click())
  await leader.getByText('待送达').first().waitFor()

  for (const page of [officer, head, second, drafter, leader]) await page.context().close()
  await context.close()
})
