import { z } from 'zod'
import { byId, day, done, text, version } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '机构和联系方式'

const id = z.number().int().positive()
export const contactKind = z.enum([
  'switchboard',
  'duty',
  'disclosure-office',
  'complaint',
  'section',
  'subordinate',
  'reading-place',
])

const contactDetails = z.object({
  name: text(60),
  sectionId: id.nullable(),
  address: text(200).nullable(),
  postcode: text(6).nullable(),
  phones: z.array(text(30)).max(5),
  fax: text(30).nullable(),
  email: text(100).nullable(),
  hours: text(100).nullable(),
  directions: text(300).nullable(),
})

const contactView = contactDetails.extend({
  id: z.number(),
  kind: contactKind,
  verifiedOn: z.string(),
  verificationDueOn: z.string(),
  version,
})
export type ContactView = z.infer<typeof contactView>

export const listContacts = defineRoute({
  method: 'GET',
  path: '/contacts',
  summary: '联系方式',
  tag,
  reply: z.object({ contacts: z.array(contactView), may: z.array(z.literal('keep')) }),
})

export const addContact = defineRoute({
  method: 'POST',
  path: '/contacts',
  summary: '新增联系方式',
  tag,
  body: contactDetails.extend({ kind: contactKind }),
  reply: z.object({ id: z.number() }),
})

export const changeContact = defineRoute({
  method: 'PUT',
  path: '/contacts/:id',
  summary: '修改联系方式；指南和页脚同时更新',
  tag,
  params: byId,
  body: contactDetails.extend({ version }),
  reply: done,
})

export const verifyContact = defineRoute({
  method: 'POST',
  path: '/contacts/:id/verification',
  summary: '核实：联系方式仍然准确',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

export const retireContact = defineRoute({
  method: 'DELETE',
  path: '/contacts/:id',
  summary: '停用联系方式',
  tag,
  params: byId,
  body: z.object({ version }),
  reply: done,
})

const functions = z.object({ fromOn: day, basis: text(200), duties: text(5000) })
const leaderDetails = z.object({
  name: text(30).nullable(),
  post: text(60),
  division: text(500),
  resume: text(2000),
  position: z.number().int().min(0).max(1000),
  fromOn: day,
})
const unitDetails = z.object({
  kind: z.enum(['section', 'subordinate', 'group']),
  name: text(60),
  duties: text(2000),
  sectionId: id.nullable(),
  contactId: id.nullable(),
  position: z.number().int().min(0).max(1000),
  fromOn: day,
})
const memberDetails = z.object({
  role: z.enum(['head', 'deputy', 'member', 'liaison']),
  name: text(30),
  post: text(60),
  sectionId: id.nullable(),
  fromOn: day,
})
const held = { fromOn: z.string(), untilOn: z.string().nullable() }

export const readOrganisation = defineRoute({
  method: 'GET',
  path: '/organisation',
  summary: '机构：职责、领导、科室、直属单位和议事协调机构，含历史',
  tag,
  reply: z.object({
    functions: z.array(functions.extend({ fromOn: z.string() })),
    leaders: z.array(
      leaderDetails.extend({
        ...held,
        id: z.number(),
        publishedAt: z.string().nullable(),
        endingPublishedAt: z.string().nullable(),
        version,
      }),
    ),
    units: z.array(unitDetails.extend({ ...held, id: z.number(), version })),
    members: z.array(memberDetails.extend({ ...held, id: z.number(), unitId: z.number() })),
    /** changes of leaders that are not public yet (art. 26) */
    duties: z.array(
      z.object({
        leaderId: z.number(),
        what: z.enum(['beginning', 'ending']),
        name: z.string().nullable(),
        post: z.string(),
        changedOn: z.string(),
        on: z.string(),
        provisional: z.boolean(),
        leftWorkingDays: z.number(),
      }),
    ),
    may: z.array(z.literal('keep')),
  }),
})
export type OrganisationView = z.infer<(typeof readOrganisation)['reply']>

export const stateFunctions = defineRoute({
  method: 'PUT',
  path: '/organisation/functions',
  summary: '公布主要职责',
  tag,
  body: functions,
  reply: done,
})

export const recordLeader = defineRoute({
  method: 'POST',
  path: '/organisation/leaders',
  summary: '登记领导任职',
  tag,
  body: leaderDetails,
  reply: z.object({ id: z.number() }),
})

export const changeLeader = defineRoute({
  method: 'PUT',
  path: '/organisation/leaders/:id',
  summary: '变更领导信息（已公开的保留历史）',
  tag,
  params: byId,
  body: leaderDetails.extend({ version }),
  reply: z.object({ id: z.number() }),
})

export const endLeader = defineRoute({
  method: 'POST',
  path: '/organisation/leaders/:id/end',
  summary: '登记领导离任',
  tag,
  params: byId,
  body: z.object({ version, untilOn: day }),
  reply: done,
})

export const publishOrganisation = defineRoute({
  method: 'POST',
  path: '/organisation/publication',
  summary: '公开领导信息的变更',
  tag,
  reply: z.object({ published: z.number() }),
})

export const setUpUnit = defineRoute({
  method: 'POST',
  path: '/organisation/units',
  summary: '新增机构',
  tag,
  body: unitDetails,
  reply: z.object({ id: z.number() }),
})

export const changeUnit = defineRoute({
  method: 'PUT',
  path: '/organisation/units/:id',
  summary: '变更机构',
  tag,
  params: byId,
  body: unitDetails.extend({ version }),
  reply: z.object({ id: z.number() }),
})

export const endUnit = defineRoute({
  method: 'POST',
  path: '/organisation/units/:id/end',
  summary: '撤销机构',
  tag,
  params: byId,
  body: z.object({ version, untilOn: day }),
  reply: done,
})

export const addMember = defineRoute({
  method: 'POST',
  path: '/organisation/units/:id/members',
  summary: '增加组成人员或联络员',
  tag,
  params: byId,
  body: memberDetails,
  reply: z.object({ id: z.number() }),
})

export const removeMember = defineRoute({
  method: 'POST',
  path: '/organisation/members/:id/end',
  summary: '组成人员或联络员不再担任',
  tag,
  params: byId,
  body: z.object({ untilOn: day }),
  reply: done,
})
