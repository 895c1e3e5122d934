import type { FastifyInstance } from 'fastify'
import {
  addContact,
  type ContactProblem,
  changeContact,
  retireContact,
  verificationDueOn,
  verifyContact,
} from '../../records/contacts/change.ts'
import { contacts } from '../../records/contacts/for-public.ts'
import { contactVersions } from '../../records/contacts/for-staff.ts'
import { mayKeep } from '../columns/may-keep.ts'
import * as contract from '../contract/organisation.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const fieldWords: Record<ContactProblem['field'], string> = {
  name: '名称',
  phones: '电话',
  fax: '传真',
  email: '电子邮箱',
  postcode: '邮政编码',
  address: '地址',
  hours: '办公时间',
  sectionId: '科室',
}

function wordsOf(problem: ContactProblem): string {
  const field = fieldWords[problem.field]
  switch (problem.is) {
    case 'missing':
      return `请填写${field}`
    case 'unknown':
      return `没有这个${field}`
    case 'placeholder':
      return `${field}像是没有替换的占位文字，请填写真实名称`
    case 'needed-by-the-guide':
      return `请填写${field}：公开指南必须写明（条例第十二条）`
    case 'wrong':
      return 'words' in problem ? problem.words : `${field}格式有误，请核对`
  }
}

const withProblems = (problems: ContactProblem[]) =>
  new Refusal(422, '有内容需要修改', {
    problems: problems.map((problem) => ({ field: problem.field, message: wordsOf(problem) })),
  })
const oneOfAKind = { 'one-of-a-kind': '总机、应急值守和政府信息公开机构各有一条，只能修改，不能新增或停用' }

const emptied = <T extends Record<string, unknown>>(details: T): T =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? value.trim() || null : value]),
  ) as T

export function contactRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listContacts, async ({ tx, by }) => {
    const versions = await contactVersions(tx)
    return {
      contacts: (await contacts(tx)).map((contact) => ({
        ...contact,
        phones: [...contact.phones],
        verificationDueOn: verificationDueOn(contact),
        version: versions.get(contact.id) ?? 1,
      })),
      may: mayKeep(by),
    }
  })

  serve(app, surroundings, contract.addContact, async ({ tx, by, body }) => {
    const outcome = await addContact(tx, { ...emptied(body), name: body.name }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome ? refuse(outcome.refused, oneOfAKind) : outcome
  })

  serve(app, surroundings, contract.changeContact, async ({ tx, by, params, body }) => {
    const { version, ...details } = body
    const change = { ...params, version, details: { ...emptied(details), name: details.name } }
    const outcome = await changeContact(tx, change, by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : done
  })

  serve(app, surroundings, contract.verifyContact, async ({ tx, by, params, body }) => {
    await verifyContact(tx, { ...params, ...body }, by, clock)
    return done
  })

  serve(app, surroundings, contract.retireContact, async ({ tx, by, params, body }) => {
    const outcome = await retireContact(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, oneOfAKind) : done
  })
}
