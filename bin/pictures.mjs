// Makes the pictures of the README from the demonstration bureau. Run by `npm run pictures`.
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './browser.mjs'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
const password = 'demo-2026-zhaoming'

const data = await mkdtemp(join(tmpdir(), 'zhaoming-pictures-'))
await chmod(data, 0o755)
const server = spawn(join(root, 'zhaoming'), ['serve', '--json'], {
  env: { ...process.env, ZHAOMING_DATA: data, PORT: '0', HOST: '127.0.0.1', ZHAOMING_LOG: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const { portal } = await new Promise((resolve, reject) => {
  let said = ''
  server.stdout.on('data', (part) => {
    said += part
    if (said.includes('\n')) resolve(JSON.parse(said))
  })
  server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
})
process.once('exit', () => server.kill('SIGTERM'))
const address = new URL(portal).origin
const found = await findBrowser()
if (!found.path) throw new Error(found.why)
const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })

/** Pictures side by side on one quiet ground, drawn by the browser itself. */
async function together(name, pictures, width) {
  const page = await browser.newPage({ viewport: { width, height: 200 } })
  const figures = pictures.map((bytes) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`)
  await page.setContent(
    `<style>body{margin:0;padding:24px;background:#e6e9ed;display:flex;gap:24px;align-items:flex-start}img{display:block;border-radius:4px;box-shadow:0 2px 10px #0003}</style>${figures.join('')}`,
  )
  await page.screenshot({ path: join(folder, name), fullPage: true })
  await page.close()
}

async function visit({ width, height }) {
  const context = await browser.newContext({ baseURL: address, locale: 'zh-CN', viewport: { width, height } })
  return context.newPage()
}

const [desktop, phone] = [await visit({ width: 1280, height: 900 }), await visit({ width: 360, height: 900 })]
await desktop.goto('/')
await phone.goto('/')
await together('portal.png', [await desktop.screenshot(), await phone.screenshot()], 1712)

// A request of one's own, confirmed by the office, so that its progress page shows a running clock.
const step = () => desktop.getByRole('button', { name: '继续' }).click()
await desktop.goto('/zwgk/ysqgk')
await desktop.getByRole('button', { name: '开始申请' }).click()
await desktop.getByLabel('公民').check()
await step()
await desktop.getByLabel('姓名').fill('演示申请人')
await desktop.getByLabel('其他证件').check()
await desktop.getByLabel('证件号码').fill('演示证件-0042')
await desktop.getByLabel('联系电话').fill('000-00000042')
await step()
await desktop.getByLabel('信息名称').fill('2025年危险化学品企业执法检查统计')
await desktop.getByLabel('内容描述').fill('申请公开2025年全市危险化学品企业执法检查的次数、发现和整改的隐患数。')
const asking = await desktop.screenshot()
await step()
await desktop.getByLabel('电子文本').check()
await desktop.getByLabel('网上下载').check()
await desktop.getByLabel('接受', { exact: true }).check()
await step()
await desktop.getByLabel('我确认以上内容真实').check()
await desktop.getByRole('button', { name: '提交申请' }).click()
const [number, code] = (await desktop.locator('.confirmation dd').allTextContents()).map((text) => text.trim())
const office = await visit({ width: 1366, height: 900 })
const asked = (method, path, data) => office.request.fetch(`/api${path}`, { method, data })
await asked('POST', '/session', { account: 'gongkai', password })
const { requests } = await (await asked('GET', `/requests?text=${number}`)).json()
const { today } = await (await asked('GET', '/session')).json()
await asked('POST', `/requests/${requests[0].id}/confirmation`, { version: 1, confirmedOn: today, note: null })
await desktop.goto('/ysqgk/status')
await desktop.getByLabel('受理编号').fill(number)
await desktop.getByLabel('查询码').fill(code)
await desktop.getByRole('button', { name: '查询' }).click()
await phone.goto(`${desktop.url()}/qixian`)
await together('request.png', [asking, await phone.screenshot()], 1712)

// The office is signed in already: its page and its calls share their cookies.
await office.goto('/staff')
await office.getByText('YJ-').first().waitFor()
await office.screenshot({ path: join(folder, 'desk.png') })

await office.goto('/staff/reports/2021')
await office.getByRole('button', { name: /867/ }).first().click()
await office.getByText('青应急许〔2021〕').first().waitFor()
await office.waitForTimeout(500)
await office.screenshot({ path: join(folder, 'figure.png') })

const audited = await new Promise((resolve) => {
  const child = spawn(join(root, 'zhaoming'), ['audit', join(root, 'src/reporting/saved-pages')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  child.once('close', () => resolve(said))
})
const terminal = await browser.newPage({ viewport: { width: 1180, height: 200 } })
const escaped = audited
  .split('\n')
  .slice(0, 34)
  .join('\n')
  .replaceAll(`${root}/`, '')
  .replace(/[&<]/g, (mark) => (mark === '&' ? '&amp;' : '&lt;'))
await terminal.setContent(
  `<style>body{margin:0;background:#12161b;color:#e8ebef;font:15px/1.7 "Noto Sans Mono CJK SC",monospace;padding:24px}pre{margin:0;white-space:pre-wrap}</style><pre>$ ./zhaoming audit src/reporting/saved-pages\n\n${escaped}</pre>`,
)
await terminal.screenshot({ path: join(folder, 'audit.png'), fullPage: true })

await browser.close()
server.kill('SIGTERM')
await new Promise((resolve) => server.once('exit', resolve))
await rm(data, { recursive: true, force: true })
