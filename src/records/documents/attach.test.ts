import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPdf, aPng, aWordFile, aWorkbook, contentOf } from '../../../test/files.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { setUpColumn } from '../columns/set-up.ts'
import { attachFile, detachFile, type FileRead, orderFiles, readFile } from './attach.ts'
import { decideCheck, sendForChecks } from './check.ts'
import { aText, contentHash } from './document.ts'
import { filesOfPublished, publicFile } from './for-public.ts'
import { documentForStaff, fileForStaff, filesForStaff, filesToHash } from './for-staff.ts'
import { draftFromWord, importWord, readWordFile } from './from-word.ts'
import { previewOf } from './preview.ts'
import { draftDocument, reviseDocument } from './write.ts'

let office: Office
let close: () => Promise<void>
let columnId: number
const clock = at('2026-03-04')
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
  columnId = await office.in((tx) =>
    setUpColumn(
      tx,
      {
        parentId: null,
        slug: 'tzgg',
        name: '通知公告',
        type: '工作动态',
        description: '通知和公告',
        keywords: '通知',
        basis: null,
        duration: 'any-time',
        sectionId: office.section,
        position: 0,
      },
      office.administrator,
      clock,
    ),
  )
})
afterAll(() => close())

const text = (body = '<p>请各单位认真开展自查。</p>') =>
  aText({ columnId, title: '关于开展安全检查的通知', body, source: '演练市应急管理局', formedOn: on('2026-03-02') })
const found = async (id: number) => {
  const document = await office.in((tx) => documentForStaff(tx, id))
  if (!document) throw new Error(`no document ${id}`)
  return document
}
async function draft(body?: string): Promise<number> {
  const drafted = await office.in((tx) => draftDocument(tx, text(body), office.drafter, clock))
  if (!('id' in drafted)) throw new Error(drafted.problems.join())
  return drafted.id
}
async function read(bytes: Uint8Array, name: string): Promise<FileRead> {
  const file = await readFile(Buffer.from(bytes), name)
  if ('refused' in file) throw new Error(file.refused)
  return file
}
const pdf = () => read(aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN OF THE DRILL) Tj ET')), 'plan.pdf')
async function attach(id: number, file: FileRead, role: 'file' | 'picture' = 'file', alt: string | null = null) {
  const { version } = await found(id)
  return office.in((tx) => attachFile(tx, { id, version, file, role, alt }, office.drafter, clock))
}
async function attached(id: number, file: FileRead, role: 'file' | 'picture' = 'file', alt: string | null = null) {
  const outcome = await attach(id, file, role, alt)
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.id
}
async function publish(id: number) {
  await office.in(async (tx) => {
    const { version } = (await documentForStaff(tx, id))!
    await sendForChecks(tx, { id, version }, office.drafter, clock)
  })
  for (const by of [office.head, office.reviewer, office.leader]) {
    const { version } = await found(id)
    await office.in((tx) =>
      decideCheck(tx, { id, version, decision: 'approved', note: null, secrecyConfirmed: true }, by, clock),
    )
  }
}

describe('what may be attached', () => {
  test.each<[string, string, Uint8Array, string]>([
    ['a zip, which hides what is in it', 'a.zip', zipSync({ 'a.txt': new Uint8Array([65]) }), 'zip'],
    ['nothing', 'a.pdf', new Uint8Array(), 'empty'],
    ['a program', 'a.exe', new Uint8Array([0x4d, 0x5a, 0, 1, 2, 3]), 'other-kind'],
    ['a picture that says it is a PDF', 'a.pdf', aPng(), 'ending-lies'],
    ['plain text', 'a.txt', new TextEncoder().encode('hello'), 'other-kind'],
  ])('%s is refused', async (_, name, bytes, refused) => {
    expect(await readFile(Buffer.from(bytes), name)).toEqual({ refused })
  })

  test('a file of more than 50 MB is refused unread', async () => {
    expect(await readFile(Buffer.alloc(50 * 1024 * 1024 + 1), 'a.pdf')).toEqual({ refused: 'too-large' })
  })

  test('a PDF is known with its pages and words, by the last part of its name', async () => {
    const file = await read(aPdf(contentOf('BT /F1 12 Tf 20 200 Td (PLAN) Tj ET')), 'C:\\plans\\plan.pdf')
    expect(file).toMatchObject({ name: 'plan.pdf', mediaType: 'application/pdf', pages: 1 })
    expect(file.text).toContain('PLAN')
  })
})

describe('files of a draft', () => {
  test('they stand in their order, are kept once, and change what the checks are bound to', async () => {
    const id = await draft()
    const hash = async () => contentHash(await found(id), await office.in((tx) => filesToHash(tx, id))).toString('hex')
    const before = await hash()
    const first = await attached(id, await pdf())
    const second = await attached(id, await read(aPng(), 'map.png'))
    const withBoth = await hash()
    expect(withBoth).not.toBe(before)
    const { version } = await found(id)
    await office.in((tx) => orderFiles(tx, { id, version, order: [second, first] }, office.drafter, clock))
    expect((await office.in((tx) => filesForStaff(tx, id))).map((file) => file.id)).toEqual([second, first])
    expect(await hash()).not.toBe(withBoth)
    const now = (await found(id)).version
    expect(
      await office.in((tx) => orderFiles(tx, { id, version: now, order: [second] }, office.drafter, clock)),
    ).toEqual({ refused: 'other-files' })
    await office.in((tx) => detachFile(tx, { id, version: now, fileId: second }, office.drafter, clock))
    expect((await office.in((tx) => filesForStaff(tx, id))).map((file) => file.name)).toEqual(['plan.pdf'])
    expect((await office.in((tx) => fileForStaff(tx, first)))?.content.toString('latin1')).toContain('PLAN')
  })

  test('a picture has words for those who do not see it, and is a picture', async () => {
    const id = await draft()
    expect(await attach(id, await read(aPng(), 'map.png'), 'picture', ' ')).toEqual({ refused: 'no-alt' })
    expect(await attach(id, await pdf(), 'picture', '方案')).toEqual({ refused: 'not-a-picture' })
  })

  test('a picture that stands in the text is not taken away', async () => {
    const id = await draft()
    const fileId = await attached(id, await read(aPng(), 'map.png'), 'picture', '演练路线图')
    const { version } = await found(id)
    const body = `<p>路线如图。</p><figure><img src="/fujian/${fileId}/map.png" alt="演练路线图"></figure>`
    await office.in((tx) => reviseDocument(tx, { id, version, text: text(body) }, office.drafter, clock))
    const now = (await found(id)).version
    expect(await office.in((tx) => detachFile(tx, { id, version: now, fileId }, office.drafter, clock))).toEqual({
      refused: 'in-the-text',
    })
  })

  test('somebody who saw an older state is told', async () => {
    const id = await draft()
    const file = await pdf()
    await attached(id, file)
    await expect(
      office.in((tx) => attachFile(tx, { id, version: 1, file, role: 'file' }, office.drafter, clock)),
    ).rejects.toThrow(ChangedMeanwhile)
  })
})

test('what is public keeps its files until a correction without them is', async () => {
  const id = await draft()
  const fileId = await attached(id, await pdf())
  expect(await office.in((tx) => publicFile(tx, fileId))).toBeNull()
  await publish(id)
  expect(await office.in((tx) => filesOfPublished(tx, id))).toMatchObject([{ id: fileId, pages: 1 }])
  expect(await attach(id, await pdf())).toEqual({ refused: 'no-correction' })
  const { version } = await found(id)
  await office.in((tx) =>
    reviseDocument(tx, { id, version, text: text(), correctionNote: '撤下方案' }, office.drafter, clock),
  )
  const now = (await found(id)).version
  await office.in((tx) => detachFile(tx, { id, version: now, fileId }, office.drafter, clock))
  expect(await office.in((tx) => filesOfPublished(tx, id))).toHaveLength(1)
  await publish(id)
  expect(await office.in((tx) => filesOfPublished(tx, id))).toEqual([])
  expect(await office.in((tx) => publicFile(tx, fileId))).toBeNull()
})

describe('a text from Word', () => {
  const planted = {
    shown: '各科室要在三月底前完成自查。',
    inCell: '三月底',
    inFooter: '页脚',
    comment: '批注里的话',
    deleted: '删去的话',
    inserted: '添上的话',
    vanished: '隐去的话',
    white: '白字',
    author: '演示人员',
  }
  const word = async () => {
    const read = await readWordFile(Buffer.from(await aWordFile(planted)))
    if ('refused' in read) throw new Error(read.refused)
    return read
  }

  test('becomes a draft with its pictures at their places', async () => {
    const read = await word()
    const picture = { place: '/fujian/new/picture-1.png', alt: null, file: await readPicture() }
    const withPicture = {
      ...read,
      html: `${read.html}<figure><img src="${picture.place}"></figure><figure><img src="/fujian/new/picture-2.emf"></figure>`,
      pictures: [picture],
    }
    const drafted = await office.in((tx) =>
      draftFromWord(tx, { text: text(), word: withPicture }, office.drafter, clock),
    )
    if (!('id' in drafted)) throw new Error(drafted.problems.join())
    const [file] = await office.in((tx) => filesForStaff(tx, drafted.id))
    const { body } = await found(drafted.id)
    expect(body).toContain(planted.shown)
    expect(body).toContain(`<img src="/fujian/${file?.id}/picture-1.png">`)
    expect(body).not.toContain('/new/')
    expect(file).toMatchObject({ role: 'picture', alt: null })
  })

  test('is given to be read before it replaces anything', async () => {
    const id = await draft()
    const read = await word()
    const outcome = await office.in((tx) => importWord(tx, { id, version: 1, word: read }, office.drafter, clock))
    expect(outcome).toMatchObject({ version: 2, html: expect.stringContaining(planted.shown) })
    expect((await found(id)).body).toContain('认真开展自查')
  })

  const readPicture = () => read(aPng(), 'picture-1.png')
})

describe('the preview', () => {
  test('of a workbook has its visible sheets, the first full row as head', async () => {
    const hidden = { inHiddenSheet: '内一', inVeryHiddenSheet: '内二', inHiddenRow: '内三', inHiddenColumn: '内四' }
    const unseen = { comment: '内五', semicolons: '内六', white: '内七', author: '演示人员' }
    const preview = await previewOf(
      await read(await aWorkbook({ shown: '看得见的', ...hidden, ...unseen }), '名单.xlsx'),
    )
    expect(preview).toMatchObject({
      is: 'sheets',
      sheets: [{ name: '名单', head: ['序号', '事项', '结果'], cut: false }],
    })
    expect(JSON.stringify(preview)).toContain('看得见的')
    expect(JSON.stringify(preview)).not.toContain('内')
  })

  test('of what browsers show themselves there is none', async () => {
    expect(await previewOf(await pdf())).toBeNull()
  })
})
