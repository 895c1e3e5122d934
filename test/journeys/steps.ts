import type { Page } from 'playwright-core'
import { demoPassword } from '../../demo/bureau.ts'
import type { House } from './house.ts'

export const next = (page: Page) => page.getByRole('button', { name: '继续' }).click()

/** From the entry page to the page that asks to check the answers. */
export async function fillIn(page: Page, title: string): Promise<void> {
  await page.goto('/zwgk/ysqgk')
  await page.getByRole('button', { name: '开始申请' }).click()
  await page.getByLabel('公民').check()
  await next(page)
  await page.getByLabel('姓名').fill('演示申请人')
  await page.getByLabel('其他证件').check()
  await page.getByLabel('证件号码').fill('演示证件-7788')
  await page.getByLabel('联系电话').fill('000-12345678')
  await next(page)
  await page.getByLabel('信息名称').fill(title)
  await page.getByLabel('内容描述').fill('申请公开2025年全市危险化学品企业执法检查的次数。')
  await next(page)
  await page.getByLabel('电子文本').check()
  await page.getByLabel('网上下载').check()
  await page.getByLabel('接受', { exact: true }).check()
  await next(page)
}

/** Number and query code, as the receipt shows them. */
export async function receipt(page: Page): Promise<{ number: string; code: string }> {
  const [number, code] = await page.locator('.confirmation dd').allTextContents()
  return { number: number?.trim() ?? '', code: code?.trim() ?? '' }
}

/** A person of the demonstration bureau at the desk. */
export async function signedIn(house: House, account: string, viewport = { width: 1366, height: 768 }): Promise<Page> {
  const { page } = await house.visit({ viewport })
  await page.goto('/staff')
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
  return page
}

/** Fills a dialog in and sends it; it closes when the act was done. */
export async function inDialog(
  page: Page,
  button: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}
