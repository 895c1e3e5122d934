import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice, at, type Office, on } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '../../platform/database/open.ts'
import { workingCalendar } from '../calendars/working-calendar.ts'
import { NotAllowed } from '../staff/actor.ts'
import { organisationDays, organisationOn } from './for-public.ts'
import { organisationForStaff } from './for-staff.ts'
import { changeLeader, dutiesOf, endLeader, publishOrganisation, recordLeader } from './leaders.ts'
import type { LeaderDetails } from './organisation.ts'
import { addMember, changeUnit, endUnit, removeMember, setUpUnit, stateFunctions } from './units.ts'

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

const leader = (change: Partial<LeaderDetails> = {}): LeaderDetails => ({
  name: '方远',
  post: '副局长',
  division: '分管危化监管科',
  resume: '长期从事应急管理工作。',
  position: 1,
  fromOn: on('2024-05-06'),
  ...change,
})
const record = async (change: Partial<LeaderDetails> = {}): Promise<number> => {
  const outcome = await office.in((tx) => recordLeader(tx, leader(change), office.officer, clock))
  if ('problems' in outcome) throw new Error(outcome.problems.join())
  return outcome.id
}
const publish = () => office.in((tx) => publishOrganisation(tx, office.officer, clock))
const shown = async (day: string) =>
  (await office.in((tx) => organisationOn(tx, on(day)))).leaders.map(({ name, post }) => name ?? `${post}空缺`)
const version = async (id: number) =>
  (await office.in((tx) => organisationForStaff(tx))).leaders.find((one) => one.id === id)?.version ?? 0
const duties = () =>
  office.in(async (tx) => dutiesOf((await organisationForStaff(tx)).leaders, await workingCalendar(tx)))

describe('leaders', () => {
  test('are public once published, and on every day they held the post', async () => {
    const id = await record()
    expect(await shown('2026-03-04')).toEqual([])
    expect(await publish()).toEqual({ published: 1 })
    expect(await publish()).toEqual({ refused: 'nothing-to-publish' })
    expect([await shown('2024-05-05'), await shown('2024-05-06')]).toEqual([[], ['方远']])
    const of = { id, version: await version(id) }
    await office.in((tx) => endLeader(tx, { ...of, untilOn: on('2026-02-28') }, office.officer, clock))
    expect(await shown('2026-03-01')).toEqual(['方远'])
    await publish()
    expect([await shown('2026-02-28'), await shown('2026-03-01')]).toEqual([['方远'], []])
    expect(await office.in((tx) => organisationDays(tx))).toEqual(['2026-03-01', '2024-05-06'])
  })

  test('a change starts the twenty working days of article 26, counted from the change', async () => {
    const id = await record({ fromOn: on('2026-01-30') })
    expect(await duties()).toMatchObject([
      { leaderId: id, what: 'beginning', changedOn: '2026-01-30', on: '2026-03-05', cite: { article: '第二十六条' } },
    ])
    await publish()
    expect(await duties()).toEqual([])
    const change = {
      id,
      version: await version(id),
      details: leader({ division: '分管办公室', fromOn: on('2026-03-02') }),
    }
    await office.in((tx) => changeLeader(tx, change, office.officer, clock))
    expect(await duties()).toMatchObject([
      { what: 'ending', changedOn: '2026-03-02', on: '2026-03-30' },
      { what: 'beginning', changedOn: '2026-03-02', on: '2026-03-30' },
    ])
    await publish()
    const division = async (day: string) =>
      (await office.in((tx) => organisationOn(tx, on(day)))).leaders.map((one) => one.division)
    expect([await division('2026-03-01'), await division('2026-03-02')]).toEqual([['分管危化监管科'], ['分管办公室']])
  })

  test('one appointed before the Regulation is a duty since the Regulation', async () => {
    await record({ fromOn: on('2005-01-04') })
    expect(await duties()).toMatchObject([{ changedOn: '2005-01-04', on: '2008-05-29' }])
  })

  test('placeholders are refused; a vacant post says so', async () => {
    const outcome = await office.in((tx) =>
      recordLeader(tx, leader({ name: '姓名一', post: '待定', division: '', resume: '' }), office.officer, clock),
    )
    expect(outcome).toEqual({ problems: ['placeholder-name', 'placeholder-post', 'no-division', 'no-resume'] })
    await record({ name: null, division: '', resume: '' })
    await publish()
    expect(await shown('2026-03-04')).toEqual(['副局长空缺'])
  })

  test('a slip before publication is rewritten or taken out without a trace on the portal', async () => {
    const id = await record()
    const rewritten = { id, version: 1, details: leader({ name: '陆川' }) }
    expect(await office.in((tx) => changeLeader(tx, rewritten, office.officer, clock))).toEqual({ id })
    await office.in((tx) => endLeader(tx, { id, version: 2, untilOn: on('2026-03-04') }, office.officer, clock))
    expect(await publish()).toEqual({ refused: 'nothing-to-publish' })
  })

  test('nobody ends before beginning, twice, or by a person who may not', async () => {
    const id = await record()
    await publish()
    const end = (day: string, of: number, by = office.officer) =>
      office.in((tx) => endLeader(tx, { id, version: of, untilOn: on(day) }, by, clock))
    expect(await end('2024-05-05', 2)).toEqual({ refused: 'before-it-began' })
    await end('2026-03-01', 2)
    expect(await end('2026-03-01', 3)).toEqual({ refused: 'ended' })
    await expect(end('2026-03-01', 3, office.drafter)).rejects.toThrow(NotAllowed)
  })
})

describe('functions, units and groups', () => {
  const unit = (change = {}) => ({
    ...{ kind: 'section' as const, name: '危化监管科', duties: '危险化学品监管', sectionId: office.section },
    ...{ contactId: null, position: 0, fromOn: on('2024-01-02') },
    ...change,
  })
  const setUp = async (change = {}) => {
    const outcome = await office.in((tx) => setUpUnit(tx, unit(change), office.officer, clock))
    if ('problems' in outcome) throw new Error(outcome.problems.join())
    return outcome.id
  }

  test('what was stated for earlier days stays', async () => {
    const state = (fromOn: string, duties: string) =>
      office.in((tx) => stateFunctions(tx, { fromOn: on(fromOn), basis: '三定规定', duties }, office.officer, clock))
    await state('2019-03-01', '旧职责')
    await state('2024-06-01', '新职责')
    const told = async (day: string) => (await office.in((tx) => organisationOn(tx, on(day)))).functions?.duties
    expect([await told('2018-12-31'), await told('2024-05-31'), await told('2024-06-01')]).toEqual([
      ...[undefined, '旧职责', '新职责'],
    ])
    expect(await state('2024-06-01', ' ')).toEqual({ problems: ['no-duties'] })
  })

  test('a unit that changes from a later day keeps what it was before', async () => {
    const id = await setUp()
    await office.in((tx) =>
      changeUnit(
        tx,
        { id, version: 1, details: unit({ name: '危险化学品监督管理科', fromOn: on('2025-07-01') }) },
        office.officer,
        clock,
      ),
    )
    const names = async (day: string) =>
      (await office.in((tx) => organisationOn(tx, on(day)))).units.map(({ name }) => name)
    expect([await names('2025-06-30'), await names('2025-07-01')]).toEqual([['危化监管科'], ['危险化学品监督管理科']])
  })

  test('the roster of a group has its history; a liaison stands for a section', async () => {
    const group = await setUp({ kind: 'group', name: '政务公开领导小组', sectionId: null })
    const add = (change = {}) =>
      office.in((tx) =>
        addMember(
          tx,
          {
            ...{ unitId: group, role: 'liaison' as const, name: '周岚', post: '科员', sectionId: office.section },
            ...{ fromOn: on('2025-01-02') },
            ...change,
          },
          office.officer,
          clock,
        ),
      )
    const first = await add()
    if (!('id' in first)) throw new Error('added')
    expect(await add({ sectionId: null, name: '姓名二' })).toEqual({ problems: ['placeholder-name', 'no-section'] })
    await office.in((tx) => removeMember(tx, { id: first.id, untilOn: on('2025-12-31') }, office.officer, clock))
    await add({ name: '顾平', fromOn: on('2026-01-01') })
    await add({ role: 'head', name: '方远', post: '局长', sectionId: null })
    const roster = async (day: string) =>
      (await office.in((tx) => organisationOn(tx, on(day)))).units[0]?.members.map(({ name }) => name)
    expect([await roster('2025-12-31'), await roster('2026-01-01')]).toEqual([
      ['方远', '周岚'],
      ['方远', '顾平'],
    ])
    expect(await add({ unitId: await setUp() })).toEqual({ refused: 'not-a-group' })
    await office.in((tx) => endUnit(tx, { id: group, version: 1, untilOn: on('2026-02-28') }, office.officer, clock))
    expect((await office.in((tx) => organisationOn(tx, on('2026-03-01')))).units.map(({ kind }) => kind)).toEqual([
      'section',
    ])
  })
})
