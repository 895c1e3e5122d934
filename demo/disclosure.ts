import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  firstDayOf,
  laterOf,
  yearOf,
} from '../src/law/calendar-date.ts'
import { usualIndexPattern } from '../src/law/publicity/index-number.ts'
import { type Clock, clockAt } from '../src/platform/clock.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { setIndexRule } from '../src/records/catalogue/index-rule.ts'
import { publishCatalogue } from '../src/records/catalogue/publish.ts'
import { columns } from '../src/records/columns/for-public.ts'
import { columnsForStaff } from '../src/records/columns/for-staff.ts'
import { stateNil } from '../src/records/columns/nil.ts'
import { changeColumn } from '../src/records/columns/set-up.ts'
import { addContact } from '../src/records/contacts/change.ts'
import type { ContactDetails } from '../src/records/contacts/contact.ts'
import { draftGuide, guideNow, publishGuide } from '../src/records/guide/publish.ts'
import { organisationForStaff } from '../src/records/organisation/for-staff.ts'
import { changeLeader, publishOrganisation, recordLeader } from '../src/records/organisation/leaders.ts'
import { addMember, setUpUnit, stateFunctions } from '../src/records/organisation/units.ts'
import type { StaffActor } from '../src/records/staff/actor.ts'
import { beginTopic, setTopicStanding } from '../src/records/topics/change.ts'
import type { DemoBureau } from './bureau.ts'

/** The demonstration stops at a no of the product: it must not go on without what was refused. */
function granted<T extends object>(outcome: T): Exclude<T, { refused: unknown } | { problems: unknown }> {
  if ('refused' in outcome || 'problems' in outcome || 'missing' in outcome || 'incomplete' in outcome)
    throw new Error(`demonstration: ${JSON.stringify(outcome)}`)
  return outcome as Exclude<T, { refused: unknown } | { problems: unknown }>
}

const began = calendarDate('2019-03-01')
const reformed = calendarDate('2024-06-01')

const oldDuties = [
  '负责应急管理工作，指导各区各部门应对突发事件和综合防灾减灾救灾工作。',
  '负责安全生产综合监督管理和工矿商贸行业安全生产监督管理。',
  '组织编制突发事件总体应急预案和专项预案，组织预案演练。',
  '统筹应急救援力量建设，组织协调灾害救助工作。',
].join('\n')
const duties = [
  oldDuties,
  '依法组织生产安全事故调查处理，监督事故查处和责任追究落实情况。',
  '承担市防灾减灾救灾委员会的日常工作。',
].join('\n')

const sectionDuties: Record<string, string> = {
  办公室: '负责文电、会务、政务公开、信访、保密和后勤工作。',
  政策法规科: '负责规范性文件起草审核、行政复议和应诉、普法宣传。',
  危化监管科: '负责危险化学品、烟花爆竹安全监督管理和有关行政许可。',
  矿山监管科: '负责非煤矿山安全监督管理和有关行政许可。',
  防灾减灾科: '负责自然灾害综合风险普查、救灾物资和受灾人员救助。',
  应急指挥中心: '负责值班值守、信息报送、监测预警和应急指挥保障。',
}

const nothing = {
  sectionId: null,
  address: null,
  postcode: null,
  fax: null,
  email: null,
  hours: null,
  directions: null,
}

/** Organisation, contacts, guide, rule of index numbers and the first catalogue, before the year's documents. */
export async function setUpOffice(database: Database, { bureauId, by, sections }: DemoBureau, today: CalendarDate) {
  const officer = by['gongkai']
  if (!officer) throw new Error('the demonstration has a disclosure office')
  const clock = clockAt(laterOf(addDays(firstDayOf(yearOf(today)), 11), calendarDate('2024-06-03')))
  await inBureau(database, bureauId, async (tx) => {
    granted(
      await stateFunctions(
        tx,
        { fromOn: began, basis: '青禾市应急管理局职能配置、内设机构和人员编制规定（2019年）', duties: oldDuties },
        officer,
        clock,
      ),
    )
    granted(
      await stateFunctions(
        tx,
        { fromOn: reformed, basis: '青禾市应急管理局职能配置、内设机构和人员编制规定（2024年修订）', duties },
        officer,
        clock,
      ),
    )
    await leadersOf(tx, officer, clock)
    const office: Record<string, number> = {}
    for (const [position, [name, duties]] of Object.entries(sectionDuties).entries()) {
      const phones = [`0000-00001${String(position + 1).padStart(2, '0')}`]
      const section = { ...nothing, kind: 'section' as const, name, sectionId: sections[name] ?? null, phones }
      const contact = granted(await addContact(tx, section, officer, clock))
      const unit = { kind: 'section' as const, name, duties, sectionId: sections[name] ?? null, contactId: contact.id }
      office[name] = granted(await setUpUnit(tx, { ...unit, position, fromOn: began }, officer, clock)).id
    }
    const more: ContactDetails[] = [
      { ...nothing, kind: 'complaint', name: '政务公开监督投诉', phones: ['0000-0000031'], hours: '工作日 9:00–17:30' },
      {
        ...nothing,
        kind: 'reading-place',
        name: '青禾市档案馆政府信息查阅场所',
        phones: ['0000-0000041'],
        address: '青禾市长堤路8号（演示地址）',
        hours: '工作日 9:00–17:00',
        directions: '公交长堤路站下车，东门进，一层设无障碍座席',
      },
      {
        ...nothing,
        kind: 'reading-place',
        name: '青禾市政务服务中心政务公开专区',
        phones: ['0000-0000042'],
        address: '青禾市长堤路2号（演示地址）',
        hours: '工作日 9:00–17:00',
      },
    ]
    for (const contact of more) granted(await addContact(tx, contact, officer, clock))
    const rescue = {
      ...nothing,
      kind: 'subordinate' as const,
      name: '青禾市应急救援支队',
      phones: ['0000-0000051'],
      address: '青禾市北环路6号（演示地址）',
    }
    const contact = granted(await addContact(tx, rescue, officer, clock))
    const subordinate = {
      kind: 'subordinate' as const,
      name: rescue.name,
      duties: '承担综合性应急救援、抢险和物资前置任务。',
    }
    granted(
      await setUpUnit(
        tx,
        { ...subordinate, sectionId: null, contactId: contact.id, position: 20, fromOn: began },
        officer,
        clock,
      ),
    )
    await leadingGroup(tx, sections, officer, clock)
    granted(await publishOrganisation(tx, officer, clock))
    granted(await setIndexRule(tx, { pattern: usualIndexPattern, creditCode: '000000000000000000' }, officer, clock))
    granted(await publishGuide(tx, { note: '按标准栏目编制' }, officer, clock))
    granted(await publishCatalogue(tx, { note: '首次编制' }, officer, clock))
  })
}

/** What rests on the year's documents: the second catalogue, a nil statement, a topic, and a change that waits to be public. */
export async function gatherWhatIsPublished(database: Database, demo: DemoBureau, today: CalendarDate) {
  const { bureauId, by } = demo
  const officer = by['gongkai']
  if (!officer) throw new Error('the demonstration has a disclosure office')
  const clock = clockAt(addDays(today, -2))
  const column = (slug: string) => demo.columns[slug] ?? 0
  await inBureau(database, bureauId, async (tx) => {
    const statement = { columnId: column('xiangmu'), statement: '本机关没有批准和实施的重大建设项目' }
    granted(await stateNil(tx, { ...statement, validUntil: addMonths(today, 6) }, officer, clock))
    const meetings = (await columns(tx)).find(({ slug }) => slug === 'juwuhui')
    const kept = (await columnsForStaff(tx)).get(column('juwuhui'))
    if (!meetings || !kept) throw new Error('the demonstration publishes its office meetings')
    const monthly = { duration: 'periodic', promise: { months: 1 }, standing: 'open', part: null } as const
    const plan = { ...meetings, ...monthly, sectionId: kept.sectionId, ownerId: officer.id }
    granted(await changeColumn(tx, { id: kept.id, version: kept.version, plan }, officer, clock))
    granted(await publishCatalogue(tx, { note: '季度更新，局务会议改为每月公开' }, officer, clock))

    const { words, version } = await guideNow(tx, clock)
    const onRequest = '现场办理可以预约，老年人、残疾人可以电话约定上门代填。'
    await draftGuide(tx, { words: { ...words, onRequest }, version }, officer, clock)
    granted(await publishGuide(tx, { note: '增加预约和上门代填' }, officer, clock))

    const topic = {
      slug: 'dongji-anquan',
      title: '冬季安全防范',
      intro: '低温、用电、取暖和道路结冰的提示，检查和演练情况，避险知识。',
      items: [{ columnId: column('yjts') }, { columnId: column('yjkp') }],
    }
    const { id } = granted(await beginTopic(tx, topic, officer, clock))
    granted(await setTopicStanding(tx, { id, version: 1, standing: 'open' }, officer, clock))

    // A change of division, not public yet: its twenty working days run.
    const { leaders } = await organisationForStaff(tx)
    const deputy = leaders.find(({ name }) => name === '宋澄')
    if (!deputy) throw new Error('the demonstration has two deputies')
    const details = { ...deputy, division: '分管矿山监管科、防灾减灾科、应急指挥中心。', fromOn: addDays(today, -9) }
    granted(await changeLeader(tx, { id: deputy.id, version: deputy.version, details }, officer, clock))
  })
}

async function leadersOf(tx: Tx, officer: StaffActor, clock: Clock) {
  const leader = async (name: string, post: string, division: string, position: number, fromOn: CalendarDate) =>
    granted(
      await recordLeader(
        tx,
        {
          name,
          post,
          division,
          resume: `${name}，大学学历，长期从事应急管理和安全生产工作。（虚构人物）`,
          position,
          fromOn,
        },
        officer,
        clock,
      ),
    )
  await leader('林致', '党委书记、局长', '主持全面工作。', 0, reformed)
  await leader('方远', '党委委员、副局长', '分管办公室、危化监管科，负责政务公开工作。', 1, began)
  await leader('宋澄', '党委委员、副局长', '分管矿山监管科、防灾减灾科。', 2, calendarDate('2022-09-01'))
}

async function leadingGroup(tx: Tx, sections: Record<string, number>, officer: StaffActor, clock: Clock) {
  const group = {
    kind: 'group' as const,
    name: '政务公开领导小组',
    duties: '统筹本局政务公开工作，研究公开目录、重大事项公开和年度报告。办公室设在局办公室。',
  }
  const { id } = granted(
    await setUpUnit(tx, { ...group, sectionId: null, contactId: null, position: 30, fromOn: began }, officer, clock),
  )
  const members = [
    ['head', '林致', '局长', null, reformed],
    ['deputy', '方远', '副局长', null, began],
    ['member', '陆川', '办公室主任', '办公室', began],
    ['member', '许言', '政策法规科负责人', '政策法规科', began],
    ['liaison', '沈禾', '科员', '办公室', began],
    ['liaison', '周岚', '科员', '危化监管科', calendarDate('2023-02-01')],
  ] as const
  for (const [role, name, post, section, fromOn] of members) {
    const sectionId = section === null ? null : (sections[section] ?? null)
    granted(await addMember(tx, { unitId: id, role, name, post, sectionId, fromOn }, officer, clock))
  }
}
