import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { ChangedMeanwhile } from '../changed-meanwhile.ts'
import { addContact, changeContact, retireContact, verificationDueOn, verifyContact } from '../contacts/change.ts'
import type { Contact, ContactKind } from '../contacts/contact.ts'
import { contacts } from '../contacts/for-public.ts'
import { contactVersions } from '../contacts/for-staff.ts'
import { NotAllowed } from '../staff/actor.ts'
import { compareGuides } from './compare.ts'
import { guideOfVersion, guideVersions } from './for-public.ts'
import { receiptWords } from './generate.ts'
import { guideLines } from './guide.ts'
import { draftGuide, guideNow, publishGuide } from './publish.ts'

let database: Database
let close: () => Promise<void>
let office: Office
const clock = at('2026-03-04')
beforeAll(async () => {
  ;({ database, close } = await testDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  office = await anOffice(database)
})

const contactOf = async (kind: ContactKind): Promise<Contact & { version: number }> => {
  const found = (await office.in((tx) => contacts(tx))).find((contact) => contact.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return { ...found, version: (await office.in((tx) => contactVersions(tx))).get(found.id) ?? 0 }
}
const change = async (kind: ContactKind, changed: Partial<Contact>, by = office.officer) => {
  const { id, version, kind: _, verifiedOn: __, ...details } = await contactOf(kind)
  return office.in((tx) => changeContact(tx, { id, version, details: { ...details, ...changed } }, by, clock))
}
const publish = (note = '机构调整后修订') => office.in((tx) => publishGuide(tx, { note }, office.officer, clock))
const words = async (no: number) => {
  const guide = await office.in((tx) => guideOfVersion(tx, no))
  return guide ? guideLines(guide).join('\n') : ''
}

test('a new bureau has its contacts from the first day', async () => {
  expect((await office.in((tx) => contacts(tx))).map(({ kind }) => kind)).toEqual([
    ...['switchboard', 'duty', 'disclosure-office'],
  ])
})

test('the guide has six sections in their order, with the receipt rule of every channel', async () => {
  expect(await publish()).toEqual({ no: 1 })
  const guide = await office.in((tx) => guideOfVersion(tx, 1))
  expect(guide?.sections.map(({ title }) => title.slice(0, 2))).toEqual([
    '一、',
    '二、',
    '三、',
    '四、',
    '五、',
    '六、',
  ])
  const text = await words(1)
  for (const told of ['20个工作日', '7个工作日', '第11至30件', '每件100元', '应当先申请行政复议', '不需要说明用途'])
    expect(text).toContain(told)
})

test.each([
  ['counter', '提交申请的当日', '第三十一条第（一）项'],
  ['registered-mail', '本机关签收之日', '第三十一条第（二）项'],
  ['ordinary-mail', '双方确认之日', '第三十一条第（二）项'],
  ['online', '双方确认之日', '第三十一条第（三）项'],
  ['fax', '双方确认之日', '第三十一条第（三）项'],
] as const)('%s counts as received on %s', (channel, received, cite) => {
  expect(receiptWords(channel)).toEqual({ received, cite })
})

test('every missing field of the nine is told, and nothing is published', async () => {
  const { words: own, version } = await office.in((tx) => guideNow(tx, clock))
  const bare = { ...own, classification: ' ', ways: '' }
  await office.in((tx) => draftGuide(tx, { words: bare, version }, office.officer, clock))
  expect(await publish()).toEqual({ missing: ['classification', 'ways'] })
  expect(await office.in((tx) => guideVersions(tx))).toEqual([])
  await expect(office.in((tx) => draftGuide(tx, { words: own, version }, office.officer, clock))).rejects.toThrow(
    ChangedMeanwhile,
  )
})

test('a version needs a note and a change; versions are compared line by line', async () => {
  expect(await publish(' ')).toEqual({ refused: 'no-note' })
  await publish()
  expect(await publish()).toEqual({ refused: 'unchanged' })
  const { words: own, version } = await office.in((tx) => guideNow(tx, clock))
  await office.in((tx) =>
    draftGuide(tx, { words: { ...own, onRequest: '可以预约周末办理。' }, version }, office.officer, clock),
  )
  expect(await publish()).toEqual({ no: 2 })
  const [first, second] = [
    await office.in((tx) => guideOfVersion(tx, 1)),
    await office.in((tx) => guideOfVersion(tx, 2)),
  ]
  if (!first || !second) throw new Error('both versions')
  expect(compareGuides(first, second).filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'added', lines: ['可以预约周末办理。'] },
  ])
})

test('a changed contact stands in the published guide and in the footer from the same moment', async () => {
  await publish()
  expect(await change('disclosure-office', { phones: ['0000-0000009'], fax: '0000-0000008' })).toEqual({
    changed: true,
  })
  expect((await office.in((tx) => guideVersions(tx))).map(({ no, note }) => [no, note])).toEqual([
    [2, '联系方式变更'],
    [1, '机构调整后修订'],
  ])
  expect(await words(2)).toContain('0000-0000009')
  expect(await words(1)).not.toContain('0000-0000009')
  expect((await office.in((tx) => thisBureau(tx))).profile.fax).toBe('0000-0000008')
  await change('duty', { phones: ['12350'] })
  expect((await office.in((tx) => thisBureau(tx))).profile.dutyPhone).toBe('12350')
  expect(await office.in((tx) => guideVersions(tx))).toHaveLength(2)
})

test('contacts that stand for nobody, and an office without what the guide must tell, are refused', async () => {
  expect(await change('disclosure-office', { name: 'XX科', phones: ['1234567'], fax: null, email: '' })).toMatchObject({
    problems: [
      { field: 'name', is: 'placeholder' },
      { field: 'phones', is: 'wrong' },
      { field: 'fax', is: 'needed-by-the-guide' },
      { field: 'email', is: 'needed-by-the-guide' },
    ],
  })
  await expect(change('duty', { phones: ['110'] }, office.drafter)).rejects.toThrow(NotAllowed)
})

test('what there is one of is never doubled or retired; other contacts come and go', async () => {
  const { id: _, version: __, verifiedOn: ___, ...office1 } = await contactOf('disclosure-office')
  expect(await office.in((tx) => addContact(tx, office1, office.officer, clock))).toEqual({ refused: 'one-of-a-kind' })
  const { id, version } = await contactOf('duty')
  expect(await office.in((tx) => retireContact(tx, { id, version }, office.officer, clock))).toEqual({
    refused: 'one-of-a-kind',
  })
  await publish()
  const place = { ...office1, kind: 'reading-place' as const, name: '市档案馆', phones: [] }
  const added = await office.in((tx) => addContact(tx, place, office.officer, clock))
  if (!('id' in added)) throw new Error('added')
  expect(await words(2)).toContain('市档案馆')
  await office.in((tx) => retireContact(tx, { id: added.id, version: 1 }, office.officer, clock))
  expect(await words(3)).not.toContain('市档案馆')
})

test('a contact is to be verified again after a year', async () => {
  const { id, version } = await contactOf('duty')
  await office.in((tx) => verifyContact(tx, { id, version }, office.officer, at('2026-03-09')))
  const verified = await contactOf('duty')
  expect(verificationDueOn(verified)).toBe(on('2027-03-09'))
})
