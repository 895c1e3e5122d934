import type { Clock } from '../src/platform/clock.ts'
import { inBureau, type Tx } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import type { Bureau } from '../src/records/bureaus/bureau.ts'
import { foundBureau } from '../src/records/bureaus/found.ts'
import { applyColumnSet } from '../src/records/columns/apply-set.ts'
import { columns } from '../src/records/columns/for-public.ts'
import { columnsForStaff } from '../src/records/columns/for-staff.ts'
import { changeColumn } from '../src/records/columns/set-up.ts'
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
    return { bureauId, by, sections, columns: await setUpColumns(tx, sections, administrator, clock) }
  })
}

/** Who answers for which columns; everything else is the office's. */
const responsible: Record<string, string> = {
  zcwj: '政策法规科',
  zcjd: '政策法规科',
  xzxk: '危化监管科',
  cfqz: '政策法规科',
  jdjc: '危化监管科',
  sgtb: '危化监管科',
  tongji: '应急指挥中心',
  yjya: '应急指挥中心',
  yjts: '应急指挥中心',
  jiuzhu: '防灾减灾科',
  yjkp: '防灾减灾科',
}

/** The standard columns, each with its section. */
async function setUpColumns(
  tx: Tx,
  sections: Record<string, number>,
  by: Actor,
  clock: Clock,
): Promise<Record<string, number>> {
  const applied = await applyColumnSet(tx, { set: 'standard', sectionId: sections['办公室'] ?? null }, by, clock)
  if ('refused' in applied) throw new Error(applied.refused)
  const versions = await columnsForStaff(tx)
  const ids: Record<string, number> = {}
  for (const { id, parentId: _, section: __, slug, standing, ...column } of await columns(tx)) {
    ids[slug] = id
    const [section, kept] = [responsible[slug], versions.get(id)]
    if (!section || !kept || standing === 'closed') continue
    const plan = { ...column, part: null, standing, sectionId: sections[section] ?? null, ownerId: kept.ownerId }
    const changed = await changeColumn(tx, { id, version: kept.version, plan }, by, clock)
    if (!('changed' in changed)) throw new Error(`column ${slug}`)
  }
  return ids
}
