import { Document, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../../demo/bureau.ts'
import { aPdf, aPng, aWorkbook, contentOf } from '../files.ts'
import { accessibilityProblems, type House, openHouse, widerThanScreen } from './house.ts'
import { signedIn } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) })
const inBox = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) })
const body = (page: Page) => page.getByRole('textbox', { name: '正文' })
const upload = (name: string, buffer: Uint8Array, mimeType = 'application/octet-stream') => ({
  name,
  mimeType,
  buffer: Buffer.from(buffer),
})

async function aNotice(): Promise<Uint8Array> {
  const cells = (...texts: string[]) =>
    new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
  return new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph({ text: '关于开展春季防火演练的通知', alignment: 'center' }),
              new Paragraph('各科室要在三月底前完成演练，具体安排如下。'),
              new Paragraph({ text: '演练安排', heading: HeadingLevel.HEADING_1 }),
              new Table({ rows: [cells('日期', '地点'), cells('三月十日', '城北广场')] }),
              new Paragraph({
                children: [new ImageRun({ type: 'png', data: aPng(), transformation: { width: 40, height: 40 } })],
              }),
            ],
          },
        ],
      }),
    ),
  )
}

/** Puts the caret into some words. The editor learns a moment later where the browser has put it. */
async function into(page: Page, words: string): Promise<void> {
  await body(page).getByText(words).click()
  await page.waitForTimeout(150)
}

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

/** Puts HTML into the editor as a paste from another program does. */
async function paste(page: Page, html: string): Promise<void> {
  await body(page).focus()
  // Runs in the browser, whose words this side does not know.
  await page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/html', ${JSON.stringify(html)})
    data.setData('text/plain', '粘贴')
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }`)
}

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal{mso-style-parent:"";font-family:仿宋} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-US style='font-size:22.0pt;font-family:方正小标宋'>检查安排<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span style='color:red'>自查</span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>抽查</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=277 valign=top style='width:207.4pt;background:#D9D9D9'><p class=MsoNormal>单位</p></td><td><p class=MsoNormal>时间</p></td></tr><tr><td><p class=MsoNormal>城北加油站</p></td><td><p class=MsoNormal>三月五日</p></td></tr></table>
<p class=MsoNormal><img width=200 height=100 src="file:///C:/Users/a/AppData/Local/Temp/msohtmlclip1/01/clip_image002.jpg"></p>
<!--EndFragment--></body></html>`

describe('writing', () => {
  test('a Word document becomes a draft; a picture without words is not sent, with words it is', async () => {
    const page = await signedIn(house, 'keshi')
    await page.goto('/staff/documents/new')
    await button(page, '从 Word 导入').click()
    await page.getByLabel(/选择 Word 文件/).setInputFiles(upload('通知.docx', await aNotice()))
    await page.getByRole('dialog').getByRole('combobox').fill('预警提示')
    await page.getByTitle('预警提示').last().click()
    await inBox(page, '导入为草稿').click()
    await page.getByRole('heading', { level: 1, name: '关于开展春季防火演练的通知' }).waitFor()
    await body(page).getByText('具体安排如下').waitFor()
    expect(await body(page).locator('td, th').allTextContents()).toEqual(['日期', '地点', '三月十日', '城北广场'])
    const picture = body(page).locator('img:not(.ProseMirror-separator)')
    expect(await picture.getAttribute('src')).toMatch(/^\/api\/documents\/files\/\d+$/)
    expect(
      await page.evaluate(`document.querySelector('.ProseMirror img[src^="/api/"]').naturalWidth`),
    ).toBeGreaterThan(0)
    expect(await accessibilityProblems(page)).toEqual([])

    await button(page, '先不保存').click()
    await button(page, '送审').click()
    await inBox(page, '送审').click()
    const alert = page.getByRole('dialog').getByRole('alert')
    await alert.first().waitFor()
    expect(await alert.first().textContent()).toContain('图片没有文字说明')
    expect(await alert.first().textContent()).toContain('表格没有表头')
    await inBox(page, '取消').click()

    await button(page, '修改').click()
    await picture.click()
    await button(page, '图片说明').click()
    await page.getByLabel(/^图片说明（/).fill('演练路线图，从城北广场到江边')
    await inBox(page, '确定').click()
    await body(page).getByText('三月十日').click()
    await button(page, '表头行').click()
    await button(page, '保存').click()
    await button(page, '修改').waitFor()
    await button(page, '送审').click()
    await inBox(page, '送审').click()
    await page.getByText('待科室初审').first().waitFor()
    await page.context().close()
  })

  test('what is pasted from Word keeps its numbers and tables and loses its styles', async () => {
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '粘贴的通知', '开头。')
    await button(page, '修改').click()
    await body(page).press('Control+End')
    await paste(page, fromWord)
    await body(page).getByText('城北加油站').waitFor()
    await page.getByText('1 张图片没有随粘贴带过来').waitFor()
    await button(page, '保存').click()
    await button(page, '修改').waitFor()
    const id = Number(/\d+$/.exec(address)?.[0])
    const { body: kept } = (await (await page.request.get(`/api/documents/${id}`)).json()) as { body: string }
    expect(kept).toContain('<p>1. 自查</p>\n<p>2. 抽查</p>')
    expect(kept).toMatch(/<t[dh][^>]*>城北加油站<\/td>/)
    expect(kept).not.toMatch(/mso|style=|font|<img/i)
    await page.context().close()
  })

  test('the toolbar is used with the keyboard alone: arrows, a link, a heading', async () => {
    const page = await signedIn(house, 'keshi')
    await draft(page, '键盘写的通知', '请看')
    await button(page, '修改').click()
    await body(page).press('Control+End')
    await button(page, '一级标题').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('二级标题')
    await button(page, '链接').focus()
    await page.keyboard.press('Enter')
    await page.getByLabel(/^链接文字/).fill('演练方案')
    await page.getByLabel(/^网址/).fill('https://example.com/plan')
    await page.getByLabel(/^网址/).press('Enter')
    await body(page).getByRole('link', { name: '演练方案' }).waitFor()
    await page.context().close()
  })
})

describe('files', () => {
  test('are checked, counted, ordered, and read by the public with a preview', async () => {
    const page = await signedIn(house, 'keshi')
    const title = '带附件的通知'
    await draft(page, title, '名单见附件。')
    await page.getByLabel('添加附件').setInputFiles(upload('a.zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])))
    await page.getByRole('alert').first().waitFor()
    const planted = { inHiddenSheet: '内', inVeryHiddenSheet: '内', inHiddenRow: '内', inHiddenColumn: '内' }
    const unseen = { comment: '内', semicolons: '内', white: '内', author: '演示' }
    const sheet = await aWorkbook({ shown: '城北加油站', ...planted, ...unseen })
    const plan = aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN) Tj ET'))
    await page.getByLabel('添加附件').setInputFiles([upload('名单.xlsx', sheet), upload('方案.pdf', plan)])
    await page.getByText('方案.pdf').first().waitFor()
    await page.getByText(/有隐藏的工作表/).waitFor()
    await page.getByText(/1 页/).waitFor()
    await button(page, '上移')
      .or(page.getByRole('button', { name: '上移 方案.pdf' }))
      .last()
      .click()
    await expect.poll(() => page.locator('ol.files a').allTextContents()).toEqual(['方案.pdf', '名单.xlsx'])
    expect(await accessibilityProblems(page)).toEqual([])
    await page.context().close()
  })
})

describe('two people', () => {
  test('what both wrote in different places is put together; one paragraph is chosen', async () => {
    const one = await signedIn(house, 'keshi')
    const address = await draft(one, '两人写的通知', '第一段。')
    await button(one, '修改').click()
    await into(one, '第一段。')
    await one.keyboard.press('End')
    await one.keyboard.press('Enter')
    await one.keyboard.type('第二段。')
    await button(one, '保存').click()
    await button(one, '修改').waitFor()

    const other = await signedIn(house, 'kezhang')
    await other.goto(address)
    await button(other, '修改').click()
    await button(one, '修改').click()
    await one.getByLabel('副标题').fill('甲写的副标题')
    await into(one, '第一段。')
    await one.keyboard.press('Home')
    await one.keyboard.type('甲改的')
    await button(one, '保存').click()
    await button(one, '修改').waitFor()

    await other.getByLabel('内容概述').fill('乙写的概述')
    await into(other, '第一段。')
    await other.keyboard.press('Home')
    await other.keyboard.type('乙改的')
    await into(other, '第二段。')
    await other.keyboard.press('End')
    await other.keyboard.type('乙加的')
    await button(other, '保存').click()
    const box = other.getByRole('dialog')
    await box.getByText('您编辑时，其他人保存了新的内容').waitFor()
    expect(await box.textContent()).toContain('甲写的副标题')
    expect(await accessibilityProblems(other)).toEqual([])
    expect(await inBox(other, '保存合并后的内容').isDisabled()).toBe(true)

    // Closed without a choice: everything typed stands where it was.
    await inBox(other, '返回继续编辑').click()
    await box.waitFor({ state: 'hidden' })
    expect(await other.getByLabel('内容概述').inputValue()).toBe('乙写的概述')
    expect(await body(other).textContent()).toContain('乙改的第一段。')
    await button(other, '保存').click()
    await box.getByText('用现在的').click()
    await inBox(other, '保存合并后的内容').click()
    await button(other, '修改').waitFor()
    const id = Number(/\d+$/.exec(address)?.[0])
    expect(await (await other.request.get(`/api/documents/${id}`)).json()).toMatchObject({
      subtitle: '甲写的副标题',
      summary: '乙写的概述',
      body: '<p>甲改的第一段。</p>\n<p>第二段。乙加的</p>',
    })
    await one.context().close()
    await other.context().close()
  })
})

describe('nothing typed is lost', () => {
  test('not by closing the page, on this computer or another; given up, it is gone', async () => {
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '自动保存的通知', '已提交的内容。')
    await button(page, '修改').click()
    await page.getByText('填写的内容会自动保存').waitFor()
    await page.getByLabel('内容概述').fill('还没有提交的概述')
    await page.getByText(/已自动保存 \d\d:\d\d/).waitFor()
    const elsewhere = await signedIn(house, 'keshi')
    await elsewhere.goto(address)
    await button(elsewhere, '继续填写').click()
    expect(await elsewhere.getByLabel('内容概述').inputValue()).toBe('还没有提交的概述')
    const colleague = await signedIn(house, 'kezhang')
    await colleague.goto(address)
    await colleague.getByText('正在编辑').waitFor()
    await colleague.context().close()
    await button(elsewhere, '放弃这些内容').click()
    await button(elsewhere, '修改').click()
    expect(await elsewhere.getByLabel('内容概述').inputValue()).toBe('')
    await page.context().close()
    await elsewhere.context().close()
  })

  test('not by the end of the session', async () => {
    const page = await signedIn(house, 'keshi')
    await draft(page, '登录过期的通知', '第一稿。')
    await button(page, '修改').click()
    await page.getByLabel('内容概述').fill('过期之前写的')
    await page.context().clearCookies()
    await button(page, '保存').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('密码').fill(demoPassword)
    await dialog.getByRole('button', { name: '登录' }).click()
    await button(page, '修改').waitFor()
    await button(page, '修改').click()
    expect(await page.getByLabel('内容概述').inputValue()).toBe('过期之前写的')
    await page.context().close()
  })

  test('a server out of reach is told truly, and the text stays on this computer', async () => {
    const page = await signedIn(house, 'keshi')
    const address = await draft(page, '断网的通知', '第一稿。')
    await button(page, '修改').click()
    await page.context().setOffline(true)
    await page.getByLabel('内容概述').fill('断网时写的')
    await page.getByText('只保存在这台电脑上').waitFor()
    await page.context().setOffline(false)
    await page.goto(address)
    await button(page, '继续填写').click()
    expect(await page.getByLabel('内容概述').inputValue()).toBe('断网时写的')
    await page.context().close()
  })
})

test('the lists tell how many they have, and keep what was chosen in the address', async () => {
  const page = await signedIn(house, 'zhuren')
  await page.goto('/staff/documents?view=to-review&kind=notice')
  await page.getByText('今年已复审').waitFor()
  await page.getByText(/^草稿 \d+$/).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto('/staff/documents')
  await page.getByText(/^草稿 \d+$/).waitFor()
  expect(await widerThanScreen(page)).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('on a telephone of 360 px somebody writes, three people check, and a reader reads and subscribes', async () => {
  const narrow = { width: 360, height: 800 }
  const title = '手机上写的安全提示'
  const writer = await signedIn(house, 'keshi', narrow)
  const fits = async (page: Page) => expect(await widerThanScreen(page), page.url()).toBeLessThanOrEqual(0)
  await writer.goto('/staff/documents')
  await writer.getByRole('link', { name: '起草信息' }).waitFor()
  await fits(writer)
  const address = await draft(writer, title, '低温天气注意取暖安全。')
  await fits(writer)
  await button(writer, '送审').click()
  await inBox(writer, '送审').click()
  await writer.getByText('待科室初审').first().waitFor()
  for (const account of ['kezhang', 'zhuren', 'juzhang']) {
    const page = await signedIn(house, account, narrow)
    await page.goto(address)
    await button(page, '审核').click()
    await fits(page)
    if (account === 'zhuren') await page.getByRole('dialog').getByRole('checkbox').check()
    await inBox(page, '提交审核意见').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.context().close()
  }
  await writer.reload()
  const path = await writer.getByRole('link', { name: '在门户查看' }).getAttribute('href')
  expect(await accessibilityProblems(writer)).toEqual([])
  await writer.context().close()

  const { context, page: reader } = await house.visit({ viewport: narrow, javaScriptEnabled: false })
  await reader.goto('/')
  await reader.getByRole('link', { name: '政府信息公开' }).first().click()
  await reader.getByRole('link', { name: title }).first().click()
  expect(reader.url()).toContain(path ?? 'nowhere')
  await fits(reader)
  await reader.goto('/zwgk/fdzdgk/yjts')
  await fits(reader)
  const feed = await reader.locator('.subscribe').getByRole('link', { name: 'RSS' }).getAttribute('href')
  expect(await (await reader.request.get(feed ?? '')).text()).toContain(title)
  await context.close()
}, 60_000)
