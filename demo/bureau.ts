import type { Clock } from '../src/platform/clock.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import type { Bureau } from '../src/records/bureaus/bureau.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import type { Column, ColumnType, Duration } from '../src/records/columns/column.ts'
import { setUpColumn } from '../src/records/columns/set-up.ts'
import type { Actor, Role, StaffActor } from '../src/records/staff/actor.ts'
import { appointStaff, setUpSection } from '../src/records/staff/appoint.ts'

/** An invented bureau of an invented city. Codes and telephone numbers are zeros, so that they can belong to nobody. */
export const qinghe: Omit<Bureau, 'bureauId'> = {
  name: '青禾市应急管理局',
  shortName: '青应急',
  requestPrefix: 'YJ',
  host: null,
  profile: {
    domain: 'yjglj.qinghe.example',
    siteIdCode: '0000000000',
    icp: '演示ICP备00000000号',
    policeRecord: '演示公网安备00000000000000号',
    organiser: '青禾市应急管理局',
    undertaker: '青禾市应急管理局办公室',
    address: '青禾市长堤路1号（演示地址）',
    postcode: '000000',
    phone: '0000-0000001',
    dutyPhone: '0000-0000002',
    fax: '0000-0000003',
    email: 'zwgk@yjglj.qinghe.example',
    officeHours: '工作日 9:00–12:00，14:00–17:30',
    disclosureOffice: '青禾市应急管理局办公室',
    reconsiderationOrgan: '青禾市人民政府',
    court: '青禾市长堤区人民法院',
    competentAuthority: '青禾市人民政府办公室',
  },
}

export const demoPassword = 'demo-2026-zhaoming'

const people: { account: string; name: string; section: string; roles: Role[]; does: string }[] = [
  {
    account: 'gongkai',
    name: '沈禾',
    section: '办公室',
    roles: ['disclosure-office', 'drafter'],
    does: '公开办：登记、确认、送达、年报',
  },
  {
    account: 'zhuren',
    name: '陆川',
    section: '办公室',
    roles: ['disclosure-office', 'section-head', 'secrecy-reviewer'],
    does: '办公室主任：延期、审核发布',
  },
  {
    account: 'keshi',
    name: '周岚',
    section: '危化监管科',
    roles: ['drafter'],
    does: '科室经办：起草信息、拟答复、登记台账',
  },
  { account: 'kezhang', name: '顾平', section: '危化监管科', roles: ['section-head'], does: '科室负责人' },
  {
    account: 'fazhi',
    name: '许言',
    section: '政策法规科',
    roles: ['legal-reviewer', 'section-head'],
    does: '法制审核',
  },
  {
    account: 'juzhang',
    name: '方远',
    section: '局领导',
    roles: ['approving-leader'],
    does: '分管领导：审批答复和年报',
  },
  { account: 'jiandu', name: '韩清', section: '局领导', roles: ['supervisor'], does: '监督查看' },
  {
    account: 'admin',
    name: '石磊',
    section: '办公室',
    roles: ['administrator'],
    does: '系统管理员：账号、栏目、工作日历',
  },
]

export const demoAccounts = people.map(({ account, name, does }) => ({ account, name, does, password: demoPassword }))

const sectionNames = ['局领导', '办公室', '政策法规科', '危化监管科', '矿山监管科', '防灾减灾科', '应急指挥中心']

type Planned = [slug: string, name: string, type: ColumnType, duration: Duration, description: string, basis?: string]
const tree: { top: Planned; below: Planned[] }[] = [
  {
    top: ['jgzn', '机构职能', '机构职能', 'long-term', '本局的职责、领导、科室和联系方式', '第二十条第（二）项'],
    below: [
      ['jgzn-zhize', '主要职责', '机构职能', 'long-term', '本局依法承担的职责', '第二十条第（二）项'],
      ['jgzn-keshi', '内设机构', '机构职能', 'long-term', '各科室的职责和电话', '第二十条第（二）项'],
    ],
  },
  {
    top: ['xwdt', '新闻动态', '工作动态', 'any-time', '本局工作动态和通知公告'],
    below: [
      ['yaowen', '要闻', '工作动态', 'any-time', '本局重要工作动态'],
      ['tzgg', '通知公告', '工作动态', 'any-time', '本局发布的通知和公告'],
      ['yjts', '预警提示', '工作动态', 'any-time', '自然灾害和安全生产预警提示', '第二十条第（十二）项'],
    ],
  },
  {
    top: ['zwgk', '政府信息公开', '概况信息', 'long-term', '依法应当主动公开的政府信息', '第二十条'],
    below: [
      ['zcwj', '政策文件', '政策文件', 'any-time', '本局制发的行政规范性文件和其他政策文件', '第二十条第（一）项'],
      ['zcjd', '政策解读', '政策解读', 'any-time', '政策文件的解读材料', '第二十条第（一）项'],
      ['sgtb', '事故通报', '数据发布', 'any-time', '事故通报、调查报告和整改评估', '第二十条第（十三）项'],
      ['yjya', '应急预案', '政策文件', 'long-term', '突发事件应急预案', '第二十条第（十二）项'],
      ['yjs', '财政预决算', '数据发布', 'periodic', '部门预算和决算', '第二十条第（七）项'],
      ['zhidu', '公开制度', '政策文件', 'long-term', '政府信息公开工作制度'],
    ],
  },
  {
    top: ['yjkp', '应急科普', '工作动态', 'any-time', '防灾避险和安全生产知识'],
    below: [],
  },
]

export interface DemoBureau {
  bureauId: number
  by: Record<string, StaffActor>
  sections: Record<string, number>
  columns: Record<string, number>
}

const operator: Actor = { kind: 'system', name: 'operator' }

export async function foundQinghe(database: Database, clock: Clock): Promise<DemoBureau> {
  const bureauId = await foundBureau(database, qinghe, clock.now())
  return inBureau(database, bureauId, async (tx) => {
    const admin = people.find(({ account }) => account === 'admin')
    if (!admin) throw new Error('the demonstration has an administrator')
    const by: Record<string, StaffActor> = {}
    const appoint = async (person: (typeof people)[number], sectionId: number | null, appointer: Actor) => {
      const { account, name, roles } = person
      const id = await appointStaff(
        tx,
        { account, name, roles, sectionId, password: demoPassword, mustChangePassword: false },
        appointer,
        clock,
      )
      by[account] = { kind: 'staff', id, name, roles, sectionId }
      return by[account]
    }
    const administrator = await appoint(admin, null, operator)
    const sections: Record<string, number> = {}
    for (const [position, name] of sectionNames.entries()) {
      const phone = `0000-00001${String(position).padStart(2, '0')}`
      sections[name] = await setUpSection(tx, { name, phone, position }, administrator, clock)
    }
    for (const person of people) {
      if (person !== admin) await appoint(person, sections[person.section] ?? null, administrator)
    }
    return { bureauId, by, sections, columns: await setUpTree(tx, administrator, clock) }
  })
}

async function setUpTree(tx: Tx, by: Actor, clock: Clock): Promise<Record<string, number>> {
  const ids: Record<string, number> = {}
  const add = async (
    [slug, name, type, duration, description, item]: Planned,
    parentId: number | null,
    position: number,
  ) => {
    const column: Omit<Column, 'id'> = {
      parentId,
      slug,
      name,
      type,
      duration,
      description,
      keywords: `${name},应急管理,政府信息公开`,
      basis: item ? `《政府信息公开条例》${item}` : null,
    }
    ids[slug] = await setUpColumn(tx, { ...column, sectionId: null, position }, by, clock)
    return ids[slug]
  }
  for (const [position, { top, below }] of tree.entries()) {
    const parentId = await add(top, null, position)
    for (const [place, planned] of below.entries()) await add(planned, parentId, place)
  }
  return ids
}
