import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBureau } from '../../src/platform/database/bureau.ts'
import { sendDueMessages } from '../../src/platform/mail/outbox.ts'
import { checkReceipt } from '../../src/records/journal/check-inclusion.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { fillIn, inDialog, next, receipt, signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  // Nothing listens there: the test itself takes the mails out of the outbox.
  const settings = { ZHAOMING_SMTP_URL: 'smtp://127.0.0.1:9', ZHAOMING_MAIL_FROM: 'gongkai@office.example' }
  house = await openHouse({ settings })
})
afterAll(() => house.close())

const pdf = { name: '授权委托书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 a file of tests') }
const narrow = { viewport: { width: 360, height: 800 } }

/** The form for number and code; beside it stands the one for a lost code. */
const statusForm = (page: Page) => page.locator('form[action="/ysqgk/status"]')

/** The link in the newest mail that goes out to this address, as a path. */
async function linkMailedTo(address: string): Promise<string> {
  let link = ''
  const email = async ({ to, text }: { to: string; text: string }) => {
    if (to === address) link = /https:\/\/[^/]+(\/ysqgk\/chaxunma\/\S+)/.exec(text)?.[1] ?? link
  }
  await sendDueMessages((work) => inBureau(house.database, house.bureau, work), { email, sms: null })
  return link
}

test.each([
  ['without scripts', false],
  ['with scripts, looked at by axe', true],
])(
  '%s: two things, a file and an agent in one form; then supplement, remind, contacts',
  async (how, javaScriptEnabled) => {
    const { context, page } = await house.visit({ ...narrow, javaScriptEnabled })
    const problems: string[] = []
    const look = async (shot?: string) => {
      // axe is itself a script.
      if (!javaScriptEnabled) return
      problems.push(...(await accessibilityProblems(page)))
      expect(await widerThanScreen(page), page.url()).toBeLessThanOrEqual(0)
      const folder = process.env['ZHAOMING_SHOTS']
      if (shot && folder) await page.screenshot({ path: `${folder}/${shot}.png`, fullPage: true })
    }
    await fillIn(page, `应急避难场所名录 ${how}`)
    await page.goto(page.url().replace('/check', '/applicant'))
    const address = `someone${javaScriptEnabled ? 1 : 0}@applicant.example`
    await page.getByLabel('电子邮箱').fill(address)
    await page.getByLabel('由代理人办理').check()
    await next(page)
    expect(await page.getByRole('alert').textContent()).toContain('请填写代理人姓名')
    await page.getByLabel('代理人', { exact: true }).fill('演示代理人')
    await page.getByLabel('代理人证件').fill('演示证件-9')
    await page.getByLabel('代理人电话').fill('000-00000009')
    await next(page)
    expect(await page.getByRole('alert').textContent()).toContain('请上传申请人签名的授权委托书')
    await look('agent')
    await page.getByLabel('授权委托书', { exact: true }).setInputFiles({ ...pdf, buffer: Buffer.from('no pdf') })
    await next(page)
    expect(await page.getByRole('alert').textContent()).toContain('只接收 PDF')
    await page.getByLabel('授权委托书', { exact: true }).setInputFiles(pdf)
    await next(page)
    await page.getByRole('button', { name: '再加一项' }).click()
    await page.getByLabel('信息名称').nth(1).fill('应急物资储备点名录')
    await page.getByLabel('附件').setInputFiles({ ...pdf, name: '线索.pdf' })
    await next(page)
    expect(await page.getByRole('alert').textContent()).toContain('第2项')
    await page.getByLabel('内容描述').nth(1).fill('全市应急物资储备点。')
    await look('wanted')
    await next(page)
    await next(page)
    const summary = (await page.textContent('main')) ?? ''
    for (const said of ['演示代理人', '应急物资储备点名录', '授权委托书.pdf', '线索.pdf'])
      expect(summary).toContain(said)
    await look('check')
    await page.getByLabel('我确认以上内容真实').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    const { number, code } = await receipt(page)
    await look('receipt')
    const href = await page.getByRole('link', { name: '下载可核对的回执文件（JSON）' }).getAttribute('href')
    const told = await (await fetch(`${house.address}${href}`)).text()
    expect(checkReceipt(told)).toMatchObject({ sound: true, number, kind: 'request submitted' })
    const pdfLink = await page.getByRole('link', { name: '保存 PDF' }).getAttribute('href')
    const paper = Buffer.from(await (await fetch(`${house.address}${pdfLink}`)).arrayBuffer())
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-')

    await page.goto('/jiaoyan/huizhi')
    await page.getByRole('button', { name: '核对' }).click()
    await look('receipt-check')
    const file = { name: '回执.json', mimeType: 'application/json', buffer: Buffer.from(told) }
    await page.getByLabel('回执文件').setInputFiles(file)
    await page.getByRole('button', { name: '核对' }).click()
    expect(await page.textContent('main')).toContain('回执有效')
    await look()
    await page
      .getByLabel('回执文件')
      .setInputFiles({ ...file, buffer: Buffer.from(told.replace(number, 'YJ-2020-000001')) })
    await page.getByRole('button', { name: '核对' }).click()
    expect(await page.textContent('main')).toContain('回执无效')

    // The code is lost: another one comes through the e-mail of the form.
    await page.goto('/ysqgk/status')
    await page.getByText('忘记查询码怎么办').click()
    const lost = page.locator('form[action="/ysqgk/chaxunma"]')
    await lost.getByLabel('受理编号').fill(number)
    await lost.getByRole('button', { name: '发送邮件' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写申请时填写的电子邮箱')
    await look('lost-code')
    const askFor = async (email: string) => {
      await lost.getByLabel('受理编号').fill(number)
      await lost.getByLabel('电子邮箱').fill(email)
      await lost.getByRole('button', { name: '发送邮件' }).click()
      return ((await page.textContent('main')) ?? '').replace(email, '')
    }
    const answered = await askFor('nobody@applicant.example')
    expect(await linkMailedTo('nobody@applicant.example')).toBe('')
    await page.getByRole('link', { name: '返回查办理进度' }).click()
    await page.getByText('忘记查询码怎么办').click()
    expect(await askFor(address)).toBe(answered)
    await look('code-asked')
    const link = await linkMailedTo(address)
    const opened = await page.goto(link)
    expect(opened?.headers()).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    await look('take-code')
    await page.getByRole('button', { name: '显示新的查询码' }).click()
    await look('code-given')
    const another = await receipt(page)
    expect(another.number).toBe(number)
    expect(another.code).not.toBe(code)
    expect((await page.goto(`${link}x`))?.status()).toBe(410)
    expect(await page.textContent('main')).toContain('链接已经失效')
    await look('link-over')

    await page.goto('/ysqgk/status')
    await statusForm(page).getByLabel('受理编号').fill(number)
    await statusForm(page).getByLabel('查询码').fill(another.code)
    await page.getByRole('button', { name: '查询' }).click()
    await look('status')
    await page.getByRole('link', { name: '补充材料' }).click()
    await page.getByRole('button', { name: '提交补充材料' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写内容')
    await look('supplement')
    await page.getByLabel('补充说明').fill('也要容纳人数')
    await page.getByRole('button', { name: '提交补充材料' }).click()
    expect(await page.getByRole('status').textContent()).toContain('已收到您的补充材料')
    await page.getByRole('link', { name: '催办' }).click()
    await look()
    await page.getByRole('button', { name: '催办' }).click()
    expect(await page.textContent('main')).toContain('您已催办')
    await page.getByRole('link', { name: '修改联系方式' }).click()
    await look()
    await page.getByLabel('联系电话').fill('000-77777777')
    await page.getByRole('button', { name: '保存' }).click()
    await look('status-after')
    // The office has not confirmed yet: there is nothing to take back.
    expect(await page.getByRole('link', { name: '撤回申请' }).count()).toBe(0)
    const all = await fetch(
      `${house.address}${await page.getByRole('link', { name: '下载全部文件' }).getAttribute('href')}`,
    )
    const inside = Object.keys(unzipSync(new Uint8Array(await all.arrayBuffer())))
    expect(inside).toEqual(
      expect.arrayContaining(['申请和办理经过.txt', '回执.json', '回执.pdf', '附件/1-授权委托书.pdf']),
    )
    await context.close()
    expect(problems).toEqual([])
  },
)

test('an answered request is rated, asked about again, and its answer told to everybody by the office', async () => {
  const closed = await inBureau(house.database, house.bureau, (tx) =>
    tx
      .selectFrom('request')
      .innerJoin('requestReply as reply', (join) => join.onRef('reply.requestId', '=', 'request.id'))
      .select(['request.id', 'request.number'])
      .where('request.state', '=', 'closed')
      .where('reply.number', 'is not', null)
      .orderBy('request.id')
      .executeTakeFirstOrThrow(),
  )
  const desk = await signedIn(house, 'gongkai')
  await desk.goto(`/staff/requests/${closed.id}`)
  await desk.getByRole('button', { name: '补发查询码' }).click()
  await desk.getByLabel('核对了什么证件').fill('居民身份证')
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /补\s?发$/ })
    .click()
  const code = (await desk.locator('.code').last().textContent())?.trim() ?? ''
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await desk.goto(`/staff/requests/${closed.id}`)
  await desk.getByRole('button', { name: '选登答复' }).click()
  await desk.getByLabel('申请事项').fill('执法检查年度统计')
  await desk.getByLabel('答复摘要').fill('已提供年度执法检查次数和发现隐患数。')
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /选\s?登$/ })
    .click()
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })

  const { context, page } = await house.visit(narrow)
  const problems: string[] = []
  const folder = process.env['ZHAOMING_SHOTS']
  const look = async (shot: string) => {
    problems.push(...(await accessibilityProblems(page)))
    expect(await widerThanScreen(page), page.url()).toBeLessThanOrEqual(0)
    if (folder) await page.screenshot({ path: `${folder}/${shot}.png`, fullPage: true })
  }
  await page.goto('/ysqgk/status')
  await statusForm(page).getByLabel('受理编号').fill(closed.number)
  await statusForm(page).getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('link', { name: '查看答复' }).click()
  await look('reply')
  await page.getByRole('link', { name: '评价答复' }).click()
  await page.getByRole('button', { name: '提交评价' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('请选择评价')
  await look('rating')
  await page.getByLabel('满意', { exact: true }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  expect(await page.getByRole('status').textContent()).toContain('感谢您的评价')
  await page.getByRole('button', { name: '就同一事项再问' }).click()
  expect(page.url()).toContain('/ysqgk/apply/kind')
  await page.goto('/ysqgk/xuandeng')
  await look('answers')
  await page.getByLabel('主题').fill('没有这样的事')
  await page.getByRole('button', { name: '筛选' }).click()
  expect(await page.textContent('main')).toContain('没有符合条件的答复')
  await page.goto('/ysqgk/xuandeng?q=%E6%89%A7%E6%B3%95')
  await page.getByRole('link', { name: '执法检查年度统计' }).click()
  await look('answer')
  expect(await (await fetch(`${house.address}/rss/xuandeng.xml`)).text()).toContain('执法检查年度统计')
  // Whoever asks for the like is shown it before sending.
  await fillIn(page, '执法检查年度统计')
  expect(await page.textContent('.similar')).toContain('执法检查年度统计')
  await look('similar')
  await desk.goto(`/staff/requests/${closed.id}`)
  await desk.getByText('评价 4 分').waitFor()
  if (folder) await desk.screenshot({ path: `${folder}/desk-case.png`, fullPage: true })
  await desk.goto('/staff/answers')
  await inDialogReason(desk)
  expect((await page.goto('/ysqgk/xuandeng/1'))?.status()).toBe(404)
  await context.close()
  expect(problems).toEqual([])
})

async function inDialogReason(desk: Awaited<ReturnType<typeof signedIn>>): Promise<void> {
  await desk.getByRole('button', { name: /撤\s?下/ }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('理由').fill('演示撤下')
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('a notice of correction is answered on the page that tells of it, with the keyboard alone', async () => {
  const { context, page } = await house.visit()
  await fillIn(page, '要补正的申请')
  await page.getByLabel('我确认以上内容真实').check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const { number, code } = await receipt(page)
  const desk = await signedIn(house, 'gongkai')
  await desk.goto(`/staff/requests?text=${number}`)
  const { id } = await inBureau(house.database, house.bureau, (tx) =>
    tx.selectFrom('request').select('id').where('number', '=', number).executeTakeFirstOrThrow(),
  )
  await desk.goto(`/staff/requests/${id}`)
  await inDialog(desk, '确认收到', async () => {})
  await desk.getByRole('button', { name: '其他办理' }).click()
  await desk.getByRole('menuitem', { name: '补正' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('写明年份')
  await dialog.getByRole('button', { name: '补正' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.goto('/ysqgk/status')
  await statusForm(page).getByLabel('受理编号').fill(number)
  await statusForm(page).getByLabel('查询码').fill(code)
  await page.keyboard.press('Enter')
  await page.getByLabel('补正内容').focus()
  await page.keyboard.type('2025年的')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: '已收到您的补正' }).waitFor()
  await page.getByRole('link', { name: '撤回申请' }).click()
  await page.getByRole('button', { name: '撤回申请' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('请勾选确认撤回')
  await page.getByLabel('我确认撤回这件申请').check()
  await page.getByRole('button', { name: '撤回申请' }).click()
  expect(await page.textContent('main')).toContain('已撤回')
  await context.close()
})
