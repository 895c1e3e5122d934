import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { type Check, checks, checksOf } from '../../law/publicity/checks.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { cleanMarkup } from '../../platform/markup/clean.ts'
import { diffMarkup } from '../../platform/markup/diff.ts'
import { mergeThree } from '../../platform/markup/merge.ts'
import { type MarkupProblem, type MarkupProblemKind, markupProblems } from '../../platform/markup/problems.ts'
import { columns } from '../../records/columns/for-public.ts'
import { type WhyNotPublishIn, whyNotIn } from '../../records/columns/publish-in.ts'
import { approvedOf } from '../../records/documents/approvals.ts'
import { forgetTyped, keepTyped } from '../../records/documents/autosave.ts'
import { type DecisionRefusal, decideCheck, sendForChecks, takeBack } from '../../records/documents/check.ts'
import { contentHash, type DocumentText, textFields, textOf } from '../../records/documents/document.ts'
import { publishInEmergency, signAfterwards } from '../../records/documents/emergency.ts'
import {
  alsoWriting,
  checksOfDocument,
  type DocumentFilter,
  documentCount,
  documentForStaff,
  documentList,
  filesForStaff,
  filesToHash,
  reassessedInYear,
  textShown,
  typedBy,
  versionsForStaff,
} from '../../records/documents/for-staff.ts'
import { leaksOfDocument, leaksOfTyped, wordsShown } from '../../records/documents/leaks.ts'
import { maskInDocument, maskTyped } from '../../records/documents/mask.ts'
import { actsOpenTo } from '../../records/documents/next.ts'
import { mayDoToDocuments } from '../../records/documents/permissions.ts'
import {
  archiveDocument,
  confirmStillRight,
  reopenDocument,
  withdrawDocument,
  withholdEarlier,
} from '../../records/documents/publish.ts'
import { reassessDocument } from '../../records/documents/reassess.ts'
import { draftDocument, dropCorrection, reviseDocument } from '../../records/documents/write.ts'
import { actsOn } from '../../records/journal/for-staff.ts'
import type { Leak } from '../../records/leaks/leak.ts'
import { mayDoAboutLeaks } from '../../records/leaks/permissions.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import { staffWith } from '../../records/staff/for-staff.ts'
import * as contract from '../contract/documents.ts'
import { leakView, withLeaks } from '../leaks/words.ts'
import { done, notFound, Refusal, refuse, type Surroundings, serve } from '../serve.ts'
import { fileRoutes, fileView } from './files.ts'
import { withProblems } from './text-problems.ts'

const columnWords: Record<`column-${WhyNotPublishIn}`, string> = {
  'column-no-such-column': '没有这个栏目，请退回起草人重新选择栏目',
  'column-closed': '所在栏目已经关闭，请退回起草人改选栏目',
  'column-no-section': '所在栏目没有责任科室，不能发布；请公开办先在“栏目目录”指定责任科室',
  'column-home': '首页不能直接发布信息，请退回起草人改选栏目',
  'column-made-by-the-product': '这个栏目的页面由系统生成，不能发布信息，请退回起草人改选栏目',
}
const decisionWords: Record<DecisionRefusal, string> = {
  'nothing-to-check': '这条信息不在审核环节，可能已被处理，请刷新',
  'own-draft': '不能审核自己起草的信息，请由另一位同事审核',
  'reviewer-signs': '保密审查和签发应当由两个人办理；确有困难的，写明理由后可以办理',
  'no-reason': '退回时请写明理由',
  'secrecy-not-confirmed': '请先完成保密审查并勾选确认（先审查、后公开）',
  ...columnWords,
}
const notADraft = '这条信息正在审核，请先撤回送审再修改'
const notPublished = '这条信息没有公开'
const reasonMissing = '请写明理由'

const fieldAt = new Map<string, string>(Object.entries(wordsShown).map(([field, place]) => [place, field]))
const heldBack = (leaks: readonly Leak[]) =>
  withLeaks(leaks.map((leak) => ({ field: fieldAt.get(leak.place) ?? 'body', leak })))

const markupWords: Record<MarkupProblemKind, string> = {
  'picture-without-alt': '图片没有文字说明，看不见图片的人无法阅读；请填写图片说明',
  'alt-is-file-name': '图片说明是文件名，请写明图片的内容',
  'table-without-head': '表格没有表头，读屏软件无法朗读；请设置表头行',
  'table-without-caption': '表格没有标题',
  'table-too-wide': '表格列数太多，手机和纸上都看不全，建议拆分',
  'table-uneven': '表格各行的格数不一致，请检查合并的单元格',
  'heading-skipped': '标题级别跳了一级，请按一级、二级、三级依次使用',
  'empty-heading': '有一个空标题，请删除或填写',
  'vague-link': '链接文字看不出指向哪里，请写明，例如“2026年演练方案”',
  'bold-in-place-of-heading': '用加粗代替了标题，建议设为标题',
  'blanks-in-place-of-layout': '用空格或空行排版，手机上会错乱',
}

const told = ({ kind, quote, under }: MarkupProblem) =>
  `${markupWords[kind]}${quote ? `（“${quote}”）` : ''}${under ? `，在“${under}”之下` : ''}`

const withBarriers = (barriers: MarkupProblem[]) =>
  new Refusal(422, `有 ${barriers.length} 处会妨碍阅读，请修改后再送审`, {
    refused: 'barriers',
    problems: barriers.map((problem) => ({ field: 'body', message: told(problem) })),
  })

const asText = (body: contract.DocumentBody): DocumentText => textOf(body as DocumentText)

const onItsWay = [...checks, 'scheduled'] as const

export function documentRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings
  fileRoutes(app, surroundings)

  serve(app, surroundings, contract.listColumns, async ({ tx }) => ({
    columns: (await columns(tx))
      .filter(({ standing }) => standing !== 'closed')
      .map((column) => ({ ...column, publishable: whyNotIn(column) === null })),
  }))

  serve(app, surroundings, contract.listDocuments, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const { view, text, kind, columnId, page, size } = query
    const asked = { ...(kind ? { kind } : {}), ...(columnId ? { columnId } : {}), ...(text ? { text } : {}) }
    const inView = (name: View) => ({ ...viewOf(name, by, clock.today()), ...asked })
    const counts: [View, number][] = []
    for (const name of contract.documentView.options) counts.push([name, await documentCount(tx, inView(name))])
    return {
      ...(await documentList(tx, { ...inView(view), page, size })),
      counts: Object.fromEntries(counts) as Record<View, number>,
      reassessed: await reassessedInYear(tx, Number(clock.today().slice(0, 4))),
    }
  })

  serve(app, surroundings, contract.readDocument, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const found = await documentForStaff(tx, params.id)
    if (!found) return notFound('条信息')
    const hash = contentHash(found, await filesToHash(tx, found.id))
    const typed = await typedBy(tx, by.id, found.id)
    const passed = new Set((await approvedOf(tx, found, hash)).map(({ stage }) => stage as Check))
    return {
      ...found,
      route: checksOf(found.kind, found.attribute).map((check) => ({ check, passed: passed.has(check) })),
      checks: (await checksOfDocument(tx, found.id)).map(({ contentHash: made, ...check }) => ({
        ...check,
        holds: made === hash.toString('hex'),
      })),
      advice: markupProblems(found.body).map((problem) => ({ barrier: problem.barrier, message: told(problem) })),
      files: (await filesForStaff(tx, found.id)).map(fileView),
      shown: await textShown(tx, found.id),
      versions: await versionsForStaff(tx, found.id),
      address: found.publicNo === null ? null : found.address,
      alsoWriting: await alsoWriting(tx, found.id, by.id, new Date(clock.now().getTime() - 2 * 60_000)),
      typed: typed && { ...typed, content: typed.content as Record<string, unknown> },
      leaders: (await staffWith(tx, mayDoToDocuments['sign-off'])).filter(({ id }) => id !== by.id),
      may: await actsOpenTo(tx, found, by),
      acts: await actsOn(tx, `document ${found.id}`),
    }
  })

  serve(app, surroundings, contract.draftDocument, async ({ tx, by, body }) => {
    const outcome = await draftDocument(tx, asText(body), by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : outcome
  })

  serve(app, surroundings, contract.reviseDocument, async ({ tx, by, params, body }) => {
    const { version, correctionNote = null } = body
    const outcome = await reviseDocument(tx, { ...params, version, correctionNote, text: asText(body) }, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-a-draft': notADraft,
          'no-correction-note': '更正已公开的信息，请写明更正说明，公众会看到',
        })
      : outcome
  })

  serve(app, surroundings, contract.dropCorrection, async ({ tx, by, params, body }) => {
    const outcome = await dropCorrection(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'no-correction': '这条信息没有正在起草的更正' }) : done
  })

  serve(app, surroundings, contract.readTyped, async ({ tx, by }) => ({ typed: await newlyTyped(tx, by) }))

  serve(app, surroundings, contract.keepTyped, async ({ tx, by, params, body }) =>
    keepTyped(tx, { documentId: params.id, ...body }, by, clock),
  )

  serve(app, surroundings, contract.forgetTyped, async ({ tx, by, params }) => {
    await forgetTyped(tx, params.id, by)
    return done
  })

  serve(app, surroundings, contract.mergeTexts, async ({ tx, by, params, body }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const found = await documentForStaff(tx, params.id)
    if (!found) return notFound('条信息')
    const [last] = await actsOn(tx, `document ${found.id}`)
    return {
      version: found.version,
      theirs: { by: last?.by.name ?? '', at: found.changedAt },
      fields: differing(body.base, body.mine, textOf(found)),
    }
  })

  serve(app, surroundings, contract.readLeaks, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const found = await documentForStaff(tx, params.id)
    if (!found) return notFound('条信息')
    if (found.attribute !== 'proactive') return { leaks: [], waiveBy: [] }
    const others = (await staffWith(tx, mayDoAboutLeaks.waive)).filter(({ id }) => id !== found.draftedById)
    return {
      leaks: (await leaksOfDocument(tx, found)).map(leakView),
      waiveBy: others.map(({ name }) => name),
    }
  })

  serve(app, surroundings, contract.checkTyped, async ({ tx, by, params, body }) => {
    mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
    return { leaks: (await leaksOfTyped(tx, params.id, body as Partial<DocumentText>)).map(leakView) }
  })

  serve(app, surroundings, contract.maskTyped, async ({ tx, by, body }) => {
    mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
    const { class: kind, ...typed } = body
    return maskTyped(tx, typed as Partial<DocumentText>, kind)
  })

  serve(app, surroundings, contract.maskInDocument, async ({ tx, by, params, body }) => {
    const outcome = await maskInDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-a-draft': notADraft }) : outcome
  })

  serve(app, surroundings, contract.cleanPasted, async ({ by, body }) => {
    mustBeAllowed(by, 'write a document', mayDoToDocuments.write)
    const images = (html: string) => html.match(/<img[\s>]/gi)?.length ?? 0
    const html = cleanMarkup(body.html)
    return { html, pictures: Math.max(0, images(body.html) - images(html)) }
  })

  serve(app, surroundings, contract.compareDocument, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at documents', mayDoToDocuments.look)
    const found = await documentForStaff(tx, params.id)
    if (!found) return notFound('条信息')
    const shown = await textShown(tx, found.id)
    if (!shown) return { no: null, title: null, changes: [] }
    const changes = diffMarkup(shown.body, found.body).flatMap(({ kind, onlyLook, parts, to }) =>
      kind === 'same'
        ? []
        : [{ kind, onlyLook, parts: onlyLook ? [{ kind: 'same' as const, text: to ?? '' }] : parts }],
    )
    const title = shown.title === found.title ? null : { from: shown.title, to: found.title }
    return { no: shown.no, title, changes }
  })

  serve(app, surroundings, contract.sendForChecks, async ({ tx, by, params, body }) => {
    const publishAt = body.publishAt ? new Date(body.publishAt) : null
    const outcome = await sendForChecks(tx, { ...params, version: body.version, publishAt }, by, clock)
    if ('leaks' in outcome) return heldBack(outcome.leaks)
    if ('barriers' in outcome) return withBarriers(outcome.barriers)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'not-a-draft': '这条信息不是草稿，不能送审',
          'appears-in-the-past': '定时公开的时间应当晚于现在',
        })
      : { stage: outcome.stage }
  })

  serve(app, surroundings, contract.decideCheck, async ({ tx, by, params, body }) => {
    const outcome = await decideCheck(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return heldBack(outcome.leaks)
    return 'refused' in outcome ? refuse(outcome.refused, decisionWords) : outcome
  })

  serve(app, surroundings, contract.takeBack, async ({ tx, by, params, body }) => {
    const outcome = await takeBack(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-on-its-way': '这条信息没有在审核' }) : done
  })

  serve(app, surroundings, contract.publishInEmergency, async ({ tx, by, params, body }) => {
    const outcome = await publishInEmergency(tx, { ...params, ...body }, by, clock)
    if ('leaks' in outcome) return heldBack(outcome.leaks)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          ...columnWords,
          'already-done': '这条信息已经公开或者办结',
          'not-proactive': '不主动公开的信息不能紧急发布',
          'no-reason': '请写明紧急发布的理由',
          'no-such-leader': '请选择同意发布的负责人（不能是自己）',
          'secrecy-not-confirmed': '请确认内容不涉密、不涉及个人隐私',
        })
      : outcome
  })

  serve(app, surroundings, contract.signAfterwards, async ({ tx, by, params, body }) => {
    const outcome = await signAfterwards(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'nothing-to-sign': '这条信息没有待补签的紧急发布',
          'another-leader': '应当由当时同意发布的负责人补签',
        })
      : done
  })

  serve(app, surroundings, contract.withdrawDocument, async ({ tx, by, params, body }) => {
    const outcome = await withdrawDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'not-published': notPublished, 'no-reason': '请写明撤下的原因，公众会看到' })
      : done
  })

  serve(app, surroundings, contract.reopenDocument, async ({ tx, by, params, body }) => {
    const outcome = await reopenDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-withdrawn': '这条信息没有被撤下' }) : done
  })

  serve(app, surroundings, contract.archiveDocument, async ({ tx, by, params, body }) => {
    const outcome = await archiveDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-published': notPublished }) : done
  })

  serve(app, surroundings, contract.confirmDocument, async ({ tx, by, params, body }) => {
    const outcome = await confirmStillRight(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-published': notPublished }) : outcome
  })

  serve(app, surroundings, contract.reassessDocument, async ({ tx, by, params, body }) => {
    const outcome = await reassessDocument(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'not-kept': '只有不主动公开的信息需要复审公开属性', 'no-reason': reasonMissing })
      : outcome
  })

  serve(app, surroundings, contract.withholdVersion, async ({ tx, by, params, body }) => {
    const outcome = await withholdEarlier(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-such-version': '没有这个旧版本；现行版本请用更正或撤下',
          'no-reason': reasonMissing,
        })
      : done
  })
}

type Fields = Partial<Record<keyof DocumentText, unknown>>

/** Every field that somebody changed: taken over where one did, put together where both changed the body, else a conflict. */
function differing(opened: Fields, typed: Fields, theirs: DocumentText) {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const cleaned = (text: Fields) => (typeof text.body === 'string' ? { ...text, body: cleanMarkup(text.body) } : text)
  const [base, mine] = [cleaned(opened), cleaned(typed)]
  return textFields
    .filter((field) => field in mine && !(same(base[field], mine[field]) && same(base[field], theirs[field])))
    .map((field) => {
      const values = { field, base: base[field] ?? null, mine: mine[field] ?? null, theirs: theirs[field] ?? null }
      if (same(values.mine, values.theirs) || same(values.base, values.theirs))
        return { ...values, conflict: false, merged: values.mine }
      if (same(values.base, values.mine)) return { ...values, conflict: false, merged: values.theirs }
      if (field !== 'body') return { ...values, conflict: true, merged: values.mine }
      const { html, conflicts } = mergeThree(String(values.base), String(values.mine), theirs.body)
      return { ...values, conflict: conflicts.length > 0, merged: html, conflicts }
    })
}

async function newlyTyped(tx: Tx, by: StaffActor) {
  const typed = await typedBy(tx, by.id, 0)
  return typed && { content: typed.content as Record<string, unknown>, savedAt: typed.savedAt }
}

type View = (typeof contract.documentView.options)[number]

function viewOf(view: View, by: StaffActor, today: CalendarDate): Partial<DocumentFilter> {
  switch (view) {
    case 'drafts':
      return { stages: ['draft'] }
    case 'mine-to-check':
      return { stages: checks.filter((check) => mayAct(by, mayDoToDocuments[check])), notDraftedBy: by.id }
    case 'on-its-way':
      return { stages: onItsWay }
    case 'public':
      return { standing: 'public' }
    case 'kept':
      return { standing: 'kept' }
    case 'gone':
      return { standing: 'withdrawn' }
    case 'to-review':
      return { reviewBy: today }
    case 'all':
      return {}
  }
}
