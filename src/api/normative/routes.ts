import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { inForce } from '../../law/dated.ts'
import { type CleanUpTally, sumOf, tallyOf } from '../../law/publicity/clean-up.ts'
import { inStep, interpretationForms, interpretedKinds } from '../../law/publicity/interpretation.ts'
import { inForceOn, validityOfText } from '../../law/publicity/normative.ts'
import { articlesOf } from '../../platform/markup/outline.ts'
import { documentForStaff } from '../../records/documents/for-staff.ts'
import { addToCleanUp, beginCleanUp, closeCleanUp, decideInCleanUp } from '../../records/normative/clean-up.ts'
import { type FactRefusal, kindsWithForce, recordFact, retractFact } from '../../records/normative/facts.ts'
import { interpretationsPublished } from '../../records/normative/figures.ts'
import {
  candidateInterpretations,
  cleanUpForStaff,
  cleanUpsForStaff,
  differencesFromRegister,
  documentsToRelate,
  expiringDocuments,
  factsForStaff,
  policiesToInterpret,
  relationsForStaff,
} from '../../records/normative/for-staff.ts'
import {
  exemptFromInterpretation,
  interpretationPeriods,
  requireInterpretation,
  setInterpretationPeriod,
} from '../../records/normative/interpretation.ts'
import { mayDoToNormative } from '../../records/normative/permissions.ts'
import { type RelationRefusal, relateDocuments, separateDocuments } from '../../records/normative/relate.ts'
import { registerFigures } from '../../records/registers/figures.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import * as contract from '../contract/normative.ts'
import { withLeaks } from '../leaks/words.ts'
import { done, notFound, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const relationWords: Record<RelationRefusal, string> = {
  itself: '不能与自己关联',
  'no-other': '请选择本站的文件，或者填写外部文件的名称',
  'no-address': '请填写完整的网址，以 http:// 或 https:// 开头；转载必须写明来源网址',
  'not-an-interpretation': '只有“政策解读”和“图片视频”类型的信息可以作为解读',
  'no-form': '请选择解读形式',
  'no-force': '只有政策文件、规范性文件、预案和制度可以被修改、废止或者替代',
  'no-such-article': '正文中没有这一条，请重新选择',
  'already-linked': '已经有相同的关联',
}
const factWords: Record<FactRefusal, string> = {
  'not-public': '文件还没有公开，公开后再登记',
  'no-force': '这类信息没有效力变化',
  'no-note': '请写明依据，公众会看到',
  'before-it-was-made': '日期不能早于施行日期',
  'no-end': '延长有效期的，请填写晚于生效日的新截止日期',
  'already-ended': '文件已经废止或者失效',
}
const reasonMissing = '请写明理由'
const closed = '这次清理已经完成，不能再改动'
const decisionText = {
  amend: '修改',
  repeal: '废止',
  lapse: '宣布失效',
  keep: '继续有效',
  undecided: '未决定',
} as const

/** 45 = 26（修改） + 15（废止） + 4（未决定） */
function sumText(tally: CleanUpTally): string {
  const { total, parts } = sumOf(tally)
  return `${total} = ${parts.map(({ of, count }) => `${count}（${decisionText[of]}）`).join(' + ')}`
}

const only = <Act extends string>(by: StaffActor, acts: readonly (readonly [Act, keyof typeof mayDoToNormative])[]) =>
  acts.filter(([, need]) => mayAct(by, mayDoToNormative[need])).map(([act]) => act)

export function normativeRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings
  const mayLook = (by: StaffActor) => mustBeAllowed(by, 'look at the force of documents', mayDoToNormative.look)

  serve(app, surroundings, contract.readForce, async ({ tx, by, params }) => {
    mayLook(by)
    const document = await documentForStaff(tx, params.id)
    if (!document) return notFound('份文件')
    const today = clock.today()
    const facts = await factsForStaff(tx, document.id)
    const standing = inForceOn(facts, { on: today, asKnownOn: today })
    const relations = await relationsForStaff(tx, document.id)
    const [interpretation = null] = await policiesToInterpret(tx, today, [document.id])
    const of = relations.filter(({ kind, toId }) => kind === 'interprets' && toId === document.id)
    const made = facts.find(({ kind, retractedOn }) => kind === 'made' && retractedOn === null)
    const { title, kind, validUntil, formedOn } = document
    const effectiveOn = made?.effectiveOn ?? document.effectiveOn ?? formedOn
    return {
      standing: document.publicNo === null ? null : standing,
      validity:
        kind === 'normative'
          ? validityOfText({ title, effectiveOn, validUntil: standing ? standing.validUntil : validUntil })
          : null,
      facts,
      relations,
      articles: articlesOf(document.body).articles.map(({ id, label }) => ({ id, label })),
      interpretation,
      step: interpretedKinds.includes(kind)
        ? inStep(
            document.stage,
            of.map(({ fromStage }) => fromStage),
          )
        : null,
      may: [
        ...only(by, [['relate', 'relate']]),
        ...(kindsWithForce.has(kind) && document.publicNo !== null ? only(by, [['record', 'record']]) : []),
        ...(interpretedKinds.includes(kind) ? only(by, [['exempt', 'exempt']]) : []),
      ],
    }
  })

  serve(app, surroundings, contract.findToRelate, async ({ tx, by, query }) => {
    mayLook(by)
    return { documents: await documentsToRelate(tx, query.text) }
  })

  serve(app, surroundings, contract.relateDocuments, async ({ tx, by, params, body }) => {
    const effectiveOn = body.effectiveOn as CalendarDate | null
    const outcome = await relateDocuments(tx, { ...body, effectiveOn, fromId: params.id }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, relationWords) : outcome
  })

  serve(app, surroundings, contract.separateDocuments, async ({ tx, by, params, body }) => {
    const outcome = await separateDocuments(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { removed: '这项关联已经解除', 'no-reason': reasonMissing })
      : done
  })

  serve(app, surroundings, contract.recordFact, async ({ tx, by, params, body }) => {
    const [effectiveOn, validUntil] = [body.effectiveOn as CalendarDate, body.validUntil as CalendarDate | null]
    const outcome = await recordFact(tx, { ...body, effectiveOn, validUntil, documentId: params.id }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, factWords) : outcome
  })

  serve(app, surroundings, contract.retractFact, async ({ tx, by, params, body }) => {
    const outcome = await retractFact(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          retracted: '这条记录已经撤销',
          'no-reason': reasonMissing,
          'of-the-document': '施行日期和有效期写在文件里，请用“更正”修改文件',
          'of-a-relation': '这是另一份文件造成的，请解除与那份文件的关联',
        })
      : done
  })

  serve(app, surroundings, contract.listInterpretations, async ({ tx, by }) => {
    mayLook(by)
    const today = clock.today()
    return {
      policies: await policiesToInterpret(tx, today),
      candidates: await candidateInterpretations(tx),
      period: inForce(await interpretationPeriods(tx), today),
      may: only(by, [
        ['relate', 'relate'],
        ['exempt', 'exempt'],
        ['set-period', 'setPeriod'],
      ]),
    }
  })

  serve(app, surroundings, contract.exemptFromInterpretation, async ({ tx, by, params, body }) => {
    const outcome = await exemptFromInterpretation(tx, { ...body, documentId: params.id }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'needs-none': '这类信息不需要解读', 'no-note': '选择“其他”的，请写明理由' })
      : done
  })

  serve(app, surroundings, contract.requireInterpretation, async ({ tx, by, params }) => {
    const outcome = await requireInterpretation(tx, params.id, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-exempt': '这份文件没有认定为不需要解读' }) : done
  })

  serve(app, surroundings, contract.setInterpretationPeriod, async ({ tx, by, body }) => {
    const outcome = await setInterpretationPeriod(tx, { ...body, fromOn: body.fromOn as CalendarDate }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-basis': '请写明本地规定的名称',
          'too-lax': '国家规定是 3 个工作日，本地期限只能更短',
        })
      : done
  })

  serve(app, surroundings, contract.readNormative, async ({ tx, by, query }) => {
    mayLook(by)
    const { year } = query
    const cells = await registerFigures(tx, year, '2021', 'disclosure')
    const interpretations: Record<string, number> = {}
    for (const figure of ['published', 'byHead', ...interpretationForms] as const) {
      interpretations[figure] = await interpretationsPublished(tx, year, figure)
    }
    return {
      year,
      normative: {
        issued: cells['normative.issued'] ?? 0,
        repealed: cells['normative.repealed'] ?? 0,
        inForce: cells['normative.inForce'] ?? 0,
      },
      interpretations,
      expiring: await expiringDocuments(tx, clock.today()),
      differences: await differencesFromRegister(tx, clock.today()),
    }
  })

  serve(app, surroundings, contract.listCleanUps, async ({ tx, by }) => {
    mayLook(by)
    return { cleanUps: await cleanUpsForStaff(tx), may: only(by, [['clean-up', 'cleanUp']]) }
  })

  serve(app, surroundings, contract.readCleanUp, async ({ tx, by, params }) => {
    mayLook(by)
    const found = await cleanUpForStaff(tx, params.id)
    if (!found) return notFound('次清理')
    return {
      ...found,
      tally: tallyOf(found.items.map(({ decision }) => decision)),
      may: found.closedOn === null ? only(by, [['clean-up', 'cleanUp']]) : [],
    }
  })

  serve(app, surroundings, contract.beginCleanUp, async ({ tx, by, body }) => {
    const outcome = await beginCleanUp(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'no-title': '请填写清理的名称' }) : outcome
  })

  serve(app, surroundings, contract.addToCleanUp, async ({ tx, by, params, body }) => {
    const outcome = await addToCleanUp(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'pasted', leak })))
    return 'refused' in outcome ? refuse(outcome.refused, { closed, nothing: '请粘贴文件清单，每行一件' }) : outcome
  })

  serve(app, surroundings, contract.decideInCleanUp, async ({ tx, by, params, body }) => {
    const outcome = await decideInCleanUp(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          closed,
          nothing: '请先选择文件',
          'not-on-the-list': '所选文件不在这次清理中，请刷新',
          'no-reason': '修改、废止和宣布失效的，请写明理由，公众会看到',
        })
      : outcome
  })

  serve(app, surroundings, contract.closeCleanUp, async ({ tx, by, params }) => {
    const outcome = await closeCleanUp(tx, params, by, clock)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'items', leak })))
    if (!('refused' in outcome)) return { tally: outcome.tally }
    if (outcome.refused === 'undecided') {
      const { undecided } = outcome.tally
      return new Refusal(409, `还有 ${undecided} 件没有决定，不能完成清理：${sumText(outcome.tally)}`, {
        refused: 'undecided',
      })
    }
    return refuse(outcome.refused, { closed, empty: '清单还是空的' })
  })
}
