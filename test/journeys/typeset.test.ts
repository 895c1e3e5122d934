import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assemble } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { inspectFile } from '../../src/platform/files/inspect.ts'
import { openTypesetter } from '../../src/platform/typeset/typesetter.ts'
import { setUpColumn } from '../../src/records/columns/set-up.ts'
import { attachFile, readFile } from '../../src/records/documents/attach.ts'
import { aText, type DocumentText, textOf } from '../../src/records/documents/document.ts'
import { publishedDocument } from '../../src/records/documents/for-public.ts'
import { documentForStaff } from '../../src/records/documents/for-staff.ts'
import { withdrawDocument } from '../../src/records/documents/publish.ts'
import { officialFiles } from '../../src/records/documents/typeset.ts'
import { draftDocument, reviseDocument } from '../../src/records/documents/write.ts'
import { aDocument, anOffice, at, type Office, on, password, takenThrough } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { aPng } from '../files.ts'

// A reader takes a document home, as PDF, as Word or on paper, and comes back to ask whether it is the official one.

const clock = at('2026-03-04')
let office: Office
let server: FastifyInstance
let close: () => Promise<void>
let columnId: number

beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database, 'typeset.example')
  const config = readConfig({ PORT: '0', ZHAOMING_LOG: 'silent', ZHAOMING_REQUESTS_PER_MINUTE: '1000000' })
  const root = new URL('../..', import.meta.url).pathname
  server = await assemble({ database: opened.database, config, log: pino({ level: 'silent' }), clock }, root)
  const column = {
    ...{
      parentId: null,
      slug: 'tzgg',
      name: '通知公告',
      type: '工作动态' as const,
      description: '通知',
      keywords: '通知',
    },
    ...{ basis: null, duration: 'any-time' as const, sectionId: office.section, position: 0 },
  }
  columnId = await office.in((tx) => setUpColumn(tx, column, office.administrator, clock))
})
afterAll(async () => {
  await server.close()
  await close()
})

const host = 'typeset.example'
const get = (url: string, headers = {}) => server.inject({ url, headers: { host, ...headers } })
const notice = (change: Partial<DocumentText> = {}) => ({
  ...{
    columnId,
    kind: 'notice' as const,
    title: '关于开展夏季消防检查的通知',
    source: '演练市应急管理局',
    formedOn: on('2026-03-02'),
  },
  body: '<p>各有关单位：</p><h2>一、检查时间</h2><p>自3月10日起，共检查128家单位。</p>',
  ...change,
})

/** The page that tells whether a text or file is official, as text. */
async function checked({ text = '', file }: { text?: string; file?: { name: string; content: Buffer } }) {
  const form = new FormData()
  form.set('text', text)
  if (file) form.set('file', new Blob([new Uint8Array(file.content)]), file.name)
  const sent = new Request('http://localhost/', { method: 'POST', body: form })
  const answer = await server.inject({
    method: 'POST',
    url: '/jiaoyan',
    headers: { host, 'content-type': sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  return /<h2 id="verdict">.*?<\/section>/s.exec(answer.body)?.[0].replace(/<[^>]+>/g, '') ?? answer.body
}

const textOfFile = async (answer: LightMyRequestResponse, name: string) =>
  (await inspectFile(answer.rawPayload, name)).parts.map(({ text }) => text).join('\n')

async function corrected(id: number, change: Partial<DocumentText>): Promise<void> {
  await office.in(async (tx) => {
    const found = (await documentForStaff(tx, id))!
    const text = { ...textOf(found), ...change }
    const revised = await reviseDocument(
      tx,
      { id, version: found.version, text, correctionNote: '更正单位数' },
      office.drafter,
      clock,
    )
    if (!('version' in revised)) throw new Error(JSON.stringify(revised))
    await takenThrough(office, tx, id, clock)
  })
}

test('the page offers both files, and they say what the page says and where it is', async () => {
  const id = await aDocument(office, notice(), clock)
  const page = await get(`/tzgg/202603/${id}.html`)
  const links = [...page.body.matchAll(/href="(\/banshi\/[^"]+)"/g)].map(([, href]) => href)
  expect(links).toEqual([`/banshi/${id}.pdf`, `/banshi/${id}.docx`])
  const code = /<code title="([0-9a-f]{64})"/.exec(page.body)?.[1] ?? ''
  for (const [href, type, shown] of [
    [`/banshi/${id}.pdf`, 'application/pdf', 'inline'],
    [`/banshi/${id}.docx`, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment'],
  ] as const) {
    const answer = await get(href)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    const name = `关于开展夏季消防检查的通知.${href.split('.')[1]}`
    expect(answer.headers['content-disposition']).toBe(`${shown}; filename*=UTF-8''${encodeURIComponent(name)}`)
    expect(answer.headers['etag']).toBe(`"${code}"`)
    const said = (await textOfFile(answer, name)).replace(/\s/g, '')
    expect(said).toContain('一、检查时间自3月10日起，共检查128家单位。')
    expect(said).toContain(`/tzgg/202603/${id}.html`)
    expect(said).toContain(`校验码${code.slice(0, 16)}`)
    expect((await get(href, { 'if-none-match': `"${code}"` })).statusCode).toBe(304)
  }
})

test('the very files are the official ones, saved again they still are, and one changed word is found', async () => {
  const id = await aDocument(office, notice({ title: '关于公布检查结果的公告' }), clock)
  for (const format of ['pdf', 'docx'] as const) {
    const { rawPayload } = await get(`/banshi/${id}.${format}`)
    const name = `下载.${format}`
    expect(await checked({ file: { name, content: rawPayload } })).toContain('✓ 一致')
    if (format === 'pdf') {
      const again = Buffer.concat([rawPayload, Buffer.from('\n')])
      expect(await checked({ file: { name, content: again } })).toContain('✓ 一致')
    }
  }
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
  const parts = unzipSync((await get(`/banshi/${id}.docx`)).rawPayload)
  const xml = strFromU8(parts['word/document.xml']!)
  const forged = { ...parts, 'word/document.xml': strToU8(xml.replace('128家', '182家')) }
  const told = await checked({ file: { name: '下载.docx', content: Buffer.from(zipSync(forged)) } })
  expect(told).toContain('！有改动')
  const saved = { ...parts, 'word/document.xml': strToU8(`${xml} `) }
  expect(await checked({ file: { name: '下载.docx', content: Buffer.from(zipSync(saved)) } })).toContain('✓ 一致')
})

test('paper of an earlier version is known as such, by its file and by the code at its foot', async () => {
  const id = await aDocument(office, notice({ title: '关于征集演练志愿者的通告' }), clock)
  const before = await get(`/banshi/${id}.pdf`)
  const code = /校验码\s*([0-9a-f]{16})/.exec(await textOfFile(before, 'a.pdf'))?.[1]
  expect(await checked({ text: `校验码 ${code}` })).toContain('✓ 是现行版本的校验码')
  await corrected(id, { body: '<p>现征集志愿者130人。</p>' })
  const after = await get(`/banshi/${id}.pdf`)
  expect(await textOfFile(after, 'a.pdf')).toContain('130')
  expect(after.headers['etag']).not.toBe(before.headers['etag'])
  expect(await checked({ text: `${code}` })).toContain('！是以前的版本')
  expect(await checked({ file: { name: 'a.pdf', content: before.rawPayload } })).toContain('第 1 版')
  expect(await checked({ file: { name: 'a.pdf', content: after.rawPayload } })).toContain('✓ 一致')
  expect(await checked({ text: '0000000000000000' })).toContain('？没有找到')
})

test('fifty who click at once get the same file, made once', async () => {
  const id = await aDocument(office, notice({ title: '关于举办培训的通知' }), clock)
  const answers = await Promise.all(Array.from({ length: 50 }, () => get(`/banshi/${id}.pdf`)))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  for (const { rawPayload } of answers) expect(rawPayload.equals(answers[0]!.rawPayload)).toBe(true)

  const typesetter = openTypesetter({ fonts: new URL('../../dist/fonts', import.meta.url).pathname, ownFonts: '' })
  let made = 0
  const files = officialFiles({
    ...typesetter,
    typeset: (...order) => {
      made += 1
      return typesetter.typeset(...order)
    },
  })
  const publisher = { bureauId: office.bureau, name: '演练市应急管理局', domain: 'typeset.example' }
  const file = () => office.in(async (tx) => files.of(tx, (await publishedDocument(tx, id))!, publisher, 'pdf'))
  const asked = await Promise.all(Array.from({ length: 50 }, file))
  const given = await Promise.all(asked.map(({ content }) => content()))
  await (await file()).content()
  expect([new Set(given).size, made]).toEqual([1, 1])
  await typesetter.close()
})

test('what is not public has no file: a draft, what was taken down, what is no letter', async () => {
  const drafted = await office.in((tx) => draftDocument(tx, aText(notice()), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  expect((await get(`/banshi/${drafted.id}.pdf`)).statusCode).toBe(404)
  const id = await aDocument(office, notice({ title: '关于停止供水的通知' }), clock)
  expect((await get(`/banshi/${id}.docx`)).statusCode).toBe(200)
  await office.in(async (tx) => {
    const { version } = (await documentForStaff(tx, id))!
    await withdrawDocument(tx, { id, version, reason: '内容有误' }, office.head, clock)
  })
  for (const format of ['pdf', 'docx']) {
    const gone = await get(`/banshi/${id}.${format}`)
    expect(gone.statusCode).toBe(410)
    expect(gone.body).toContain('内容有误')
  }
  const media = await aDocument(office, notice({ kind: 'media', title: '一图读懂消防检查' }), clock)
  expect((await get(`/banshi/${media}.pdf`)).statusCode).toBe(404)
  expect((await get(`/tzgg/202603/${media}.html`)).body).not.toContain('/banshi/')
  for (const url of ['/banshi/1.exe', '/banshi/x.pdf', '/banshi/1']) expect((await get(url)).statusCode).toBe(404)
})

test('those who may look at a draft see it typeset with its pictures, marked as a draft on every page', async () => {
  const drafted = await office.in((tx) => draftDocument(tx, aText(notice()), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  const { id } = drafted
  const file = await readFile(Buffer.from(aPng()), 'map.png')
  if ('refused' in file) throw new Error(file.refused)
  await office.in(async (tx) => {
    const attached = await attachFile(
      tx,
      { id, version: 1, file, role: 'picture', alt: '路线图' },
      office.drafter,
      clock,
    )
    if ('refused' in attached) throw new Error(attached.refused)
    const body = `<p>路线如图。</p><figure><img src="/fujian/${attached.id}/map.png" alt="路线图"></figure>`
    const text = { ...textOf((await documentForStaff(tx, id))!), body }
    await reviseDocument(tx, { id, version: attached.version, text, correctionNote: null }, office.drafter, clock)
  })
  const url = `/api/documents/${id}/preview.pdf`
  expect((await get(url)).statusCode).toBe(401)
  const signIn = await server.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host },
    payload: { account: 'drafter', password },
  })
  const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? ''
  const preview = await get(url, { cookie })
  expect(preview.statusCode).toBe(200)
  expect(preview.headers['cache-control']).toBe('no-store')
  const said = await textOfFile(preview, 'a.pdf')
  expect(said).toContain('草稿')
  expect(said).toContain('路线如图。')
  expect(said).not.toContain('［图片')
  expect((await get('/api/documents/999999/preview.pdf', { cookie })).statusCode).toBe(404)
})
