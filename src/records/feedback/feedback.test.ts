import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at, type Office } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { NotAllowed } from '../staff/actor.ts'
import { closeFeedback } from './close.ts'
import { feedbackOf } from './for-public.ts'
import { feedbackByPage, feedbackList } from './for-staff.ts'
import { addFeedbackWords, tapFeedback } from './send.ts'

let office: Office
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await testDatabase()
  close = opened.close
  office = await anOffice(opened.database)
})
afterAll(() => close())

const friday = at('2026-01-09')
const tap = (verdict: 'useful' | 'useless' | 'error', address = '/yaowen/202601/1.html') =>
  office.in((tx) => tapFeedback(tx, { address, verdict }, friday))
const write = (token: string, words: string, { warned = false, clock = friday } = {}) =>
  office.in((tx) => addFeedbackWords(tx, { token, words, warned }, clock))
const open = () => office.in((tx) => feedbackList(tx, { state: 'open', page: 1, size: 100 }))

describe('a tap under a page', () => {
  test('only counts, until somebody writes something', async () => {
    const { total } = await open()
    const { token } = await tap('useless')
    expect((await open()).total).toBe(total)
    expect(await write(token, '找不到办理时间')).toEqual({ added: true })
    const { feedback } = await open()
    expect(feedback.find(({ words }) => words === '找不到办理时间')).toMatchObject({
      verdict: 'useless',
      // Three working days after Friday: Monday, Tuesday, Wednesday.
      dueOn: '2026-01-14',
    })
  })

  test('that reports an error waits for somebody at once', async () => {
    const { total } = await open()
    await tap('error', '/tzgg/202601/9.html')
    const { feedback, total: after } = await open()
    expect(after).toBe(total + 1)
    expect(feedback.find(({ address }) => address === '/tzgg/202601/9.html')).toMatchObject({
      words: null,
      dueOn: '2026-01-14',
    })
  })

  test('takes words once, within a day, from whoever holds its token', async () => {
    const { token } = await tap('useful')
    expect(await office.in((tx) => feedbackOf(tx, token))).toMatchObject({ verdict: 'useful', hasWords: false })
    expect(await write('somebody else', '字')).toEqual({ refused: 'no-such-feedback' })
    expect(await write(token, '  ')).toEqual({ refused: 'no-words' })
    expect(await write(token, '字'.repeat(1001))).toEqual({ refused: 'too-long' })
    expect(await write(token, '晚了', { clock: at('2026-01-11') })).toEqual({ refused: 'too-late' })
    expect(await write(token, '很清楚')).toEqual({ added: true })
    expect(await write(token, '再写')).toEqual({ refused: 'words-given' })
  })
})

test('personal data is told before it is kept; numbers of identity cards are struck out whoever insists', async () => {
  const id = '11010519491231002X'
  const words = `我的身份证是${id}，电话13800138000`
  const { token } = await tap('error')
  const told = await write(token, words)
  expect('hits' in told && told.hits.map(({ label }) => label)).toEqual(['身份证号码', '手机号码'])
  expect(await office.in((tx) => feedbackOf(tx, token))).toMatchObject({ hasWords: false })
  expect(await write(token, words, { warned: true })).toEqual({ added: true })
  const kept = (await open()).feedback.find(({ words }) => words?.startsWith('我的身份证'))?.words
  expect(kept).not.toContain(id)
  expect(kept).toContain('13800138000')
})

test('whoever may closes it once, with a note; the counts by page stay', async () => {
  await tap('error', '/zcwj/202601/7.html')
  const found = (await open()).feedback.find(({ address }) => address === '/zcwj/202601/7.html')
  if (!found) throw new Error('the report waits')
  const handle = { id: found.id, version: found.version }
  const closing = (note: string, by = office.officer) =>
    office.in((tx) => closeFeedback(tx, { ...handle, note }, by, friday))
  await expect(closing('改好了', office.drafter)).rejects.toThrow(NotAllowed)
  expect(await closing(' ')).toEqual({ refused: 'no-note' })
  expect(await closing('已更正')).toEqual({ closed: true })
  await expect(closing('再来')).rejects.toThrow()
  const again = office.in((tx) =>
    closeFeedback(tx, { id: found.id, version: found.version + 1, note: '再来' }, office.officer, friday),
  )
  expect(await again).toEqual({ refused: 'nothing-open' })
  const pages = await office.in((tx) => feedbackByPage(tx, friday.today(), 10))
  expect(pages.find(({ address }) => address === '/zcwj/202601/7.html')).toEqual({
    address: '/zcwj/202601/7.html',
    useful: 0,
    useless: 0,
    errors: 1,
  })
})
