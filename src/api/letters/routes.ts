import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isReplyKind, letterForms, letterKinds, placeholders, proceduralKinds } from '../../law/requests/letters.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { caseOf, findingsOf, startOf } from '../../records/letters/check.ts'
import { compareTexts } from '../../records/letters/compare.ts'
import { letterFile } from '../../records/letters/file.ts'
import {
  type LetterInFull,
  letterInFull,
  lettersOf,
  templateNumbers,
  templateVersions,
} from '../../records/letters/for-staff.ts'
import { mayDoToLetters } from '../../records/letters/letter.ts'
import { stepOf } from '../../records/letters/sign.ts'
import { changeTemplate, sayWhoSigns, signingOf } from '../../records/letters/templates.ts'
import { beginLetter, issueLetter, sendLetter, signLetter, writeLetter } from '../../records/letters/write.ts'
import { requestCase } from '../../records/requests/for-staff.ts'
import { signReply } from '../../records/requests/reply.ts'
import { mayAct, mustBeAllowed, type StaffActor } from '../../records/staff/actor.ts'
import * as contract from '../contract/letters.ts'
import { withLeaks } from '../leaks/words.ts'
import { asStaff, done, notFound, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'
import { findingView, signingWords, withFindings } from './words.ts'

const notADraft = '文书已经送签或者发出，不能再改；需要修改的，请签署人退回'
const aReply = '答复书请在“拟答复”中修改'

const nameOf = (kind: LetterInFull['kind']) => letterForms[kind].name

export function letterRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listLetters, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at letters', mayDoToLetters.look)
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const letters = await lettersOf(tx, params.id)
    const begun = new Set(letters.map(({ kind, eventSeq }) => `${kind} ${eventSeq}`))
    const canBegin = mayAct(by, mayDoToLetters.write)
      ? found.events.flatMap(({ seq, event }) =>
          proceduralKinds
            .filter((kind) => letterForms[kind].tells.includes(event.kind) && !begun.has(`${kind} ${seq}`))
            .map((kind) => ({ kind, name: nameOf(kind), eventSeq: seq, on: event.on, cite: letterForms[kind].cite })),
        )
      : []
    return { letters: letters.map((letter) => ({ ...letter, name: nameOf(letter.kind) })), canBegin }
  })

  serve(app, surroundings, contract.beginLetter, async ({ tx, by, params, body }) => {
    const outcome = await beginLetter(tx, { requestId: params.id, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, {
          'no-such-event': '案件里没有这份文书要告知的事项，请刷新',
          'begun-already': '这份文书已经有了，请从列表中打开',
        })
      : outcome
  })

  serve(app, surroundings, contract.readLetter, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at letters', mayDoToLetters.look)
    const letter = await letterInFull(tx, params.id)
    return letter ? viewOf(tx, letter, by) : notFound('份文书')
  })

  async function viewOf(tx: Tx, letter: LetterInFull, by: StaffActor) {
    const { kind, eventSeq, requestId, isReply, state } = letter
    const found = await caseOf(tx, requestId)
    const start = await startOf(tx, { kind, found, eventSeq }, clock.today())
    const text = letter.versions.at(-1)?.body ?? ''
    const likenessConfirmed = letter.likenessConfirmedBy !== null
    const findings =
      state === 'issued' ? [] : await findingsOf(tx, { kind, text, found, eventSeq, likenessConfirmed }, clock.today())
    const step = stepOf(letter)
    const lastNo = letter.versions.at(-1)?.no
    const signedIt = letter.signatures.some(
      (one) => one.versionNo === lastNo && one.byId === by.id && one.decision === 'signed',
    )
    const maySign = step !== null && letter.draftedBy !== by.id && !signedIt && mayAct(by, mayDoToLetters[step])
    const mayWrite = !isReply && state === 'drafting' && mayAct(by, mayDoToLetters.write)
    const mayIssue = !isReply && state === 'signed' && mayAct(by, mayDoToLetters.issue)
    const { id, version, number, issuedOn } = letter
    const { title, cite, mustContain, name } = letterForms[kind]
    return {
      id,
      version,
      kind,
      name,
      isReply,
      state,
      number,
      issuedOn,
      requestId,
      requestVersion: found.version,
      requestNumber: found.number,
      requestTitle: found.title,
      requestText: found.description,
      title,
      cite,
      mustContain: [...mustContain],
      template: { no: start.templateNo, text: start.text },
      text,
      draftedBy: letter.draftedByName,
      versions: letter.versions.map(({ body: _, kind, ...one }) => ({ ...one, name: nameOf(kind) })),
      signatures: letter.signatures.map(({ byId: _, ...one }) => one),
      findings: findings.map(findingView),
      may: [
        ...(mayWrite ? (['write'] as const) : []),
        ...(maySign ? (['sign'] as const) : []),
        ...(mayIssue ? (['issue'] as const) : []),
      ],
    }
  }

  serve(app, surroundings, contract.writeLetter, async ({ tx, by, params, body }) => {
    const outcome = await writeLetter(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome
      ? refuse(outcome.refused, { 'not-a-draft': notADraft, 'empty-letter': '请写文书正文', 'a-reply': aReply })
      : outcome
  })

  serve(app, surroundings, contract.sendLetter, async ({ tx, by, params, body }) => {
    const outcome = await sendLetter(tx, { ...params, ...body }, by, clock)
    if ('findings' in outcome) return withFindings(outcome.findings)
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-a-draft': notADraft, 'a-reply': aReply }) : done
  })

  serve(app, surroundings, contract.signLetter, async ({ tx, by, params, body }) => {
    const outcome = await signLetter(tx, { ...params, ...body }, by, clock)
    if ('findings' in outcome) return withFindings(outcome.findings)
    return 'refused' in outcome ? refuse(outcome.refused, signingWords) : done
  })

  serve(app, surroundings, contract.signReply, async ({ tx, by, params, body }) => {
    const outcome = await signReply(tx, { ...params, ...body }, by, clock)
    if ('findings' in outcome) return withFindings(outcome.findings)
    return 'refused' in outcome ? refuse(outcome.refused, signingWords) : done
  })

  serve(app, surroundings, contract.issueLetter, async ({ tx, by, params, body }) => {
    const outcome = await issueLetter(tx, { ...params, ...body }, by, clock)
    if ('findings' in outcome) return withFindings(outcome.findings)
    if ('leaks' in outcome) return withLeaks(outcome.leaks.map((leak) => ({ field: 'letter', leak })))
    return 'refused' in outcome ? refuse(outcome.refused, { 'not-signed': '文书还没有签署完，不能发出' }) : outcome
  })

  serve(app, surroundings, contract.compareLetter, async ({ tx, by, params, query }) => {
    mustBeAllowed(by, 'look at letters', mayDoToLetters.look)
    const letter = await letterInFull(tx, params.id)
    const [from, to] = [query.from, query.to].map((no) => letter?.versions.find((one) => one.no === no))
    if (!from || !to) return notFound('一版')
    return { parts: compareTexts(from.body, to.body) }
  })

  serve(app, surroundings, contract.checkReply, async ({ tx, by, params, body }) => {
    mustBeAllowed(by, 'look at letters', mayDoToLetters.look)
    const found = await requestCase(tx, params.id)
    if (!found) return notFound('件申请')
    const letter = { ...body, found, eventSeq: null, likenessConfirmed: false }
    return { findings: (await findingsOf(tx, letter, clock.today())).map(findingView) }
  })

  serve(app, surroundings, contract.listTemplates, async ({ tx, by }) => {
    mustBeAllowed(by, 'look at letters', [...mayDoToLetters.look, 'administrator'])
    const numbers = await templateNumbers(tx)
    return {
      templates: letterKinds.map((kind) => {
        const { name, group, cite, remedy } = letterForms[kind]
        return { kind, name, group, cite, remedy: remedy !== 'none', no: numbers.get(kind) ?? 0 }
      }),
      placeholders: [...placeholders],
      signing: await signingOf(tx),
      may: (['keep-templates', 'say-who-signs'] as const).filter((act) => mayAct(by, mayDoToLetters[act])),
    }
  })

  serve(app, surroundings, contract.readTemplate, async ({ tx, by, params }) => {
    mustBeAllowed(by, 'look at letters', [...mayDoToLetters.look, 'administrator'])
    const { name, mustContain, template } = letterForms[params.kind]
    const shipped = { no: 0, body: template, note: '出厂文字', writtenBy: null, writtenAt: null }
    const versions = [...(await templateVersions(tx, params.kind)), shipped]
    return {
      kind: params.kind,
      name,
      mustContain: [...mustContain],
      versions: versions.map((version, place) => {
        const before = versions[place + 1]
        return { ...version, changes: before ? compareTexts(before.body, version.body) : [] }
      }),
    }
  })

  serve(app, surroundings, contract.changeTemplate, async ({ tx, by, params, body }) => {
    const outcome = await changeTemplate(tx, { ...params, ...body }, by, clock)
    if ('refused' in outcome) return refuse(outcome.refused, { 'nothing-changed': '文字没有改动，不需要新版' })
    if (!('problems' in outcome)) return outcome
    const { unknown, missing, noNote, tooShort } = outcome.problems
    return new Refusal(422, '模板还不能启用，请改正以下各处', {
      problems: [
        ...unknown.map((name) => ({ field: 'body', message: `没有叫“${name}”的填充项，请从列表中选择` })),
        ...missing.map((name) => ({ field: 'body', message: `缺少填充项 {{${name}}}：每份这样的文书都要写明` })),
        ...(tooShort ? [{ field: 'body', message: '模板太短，至少 20 个字' }] : []),
        ...(noNote ? [{ field: 'note', message: '请写明为什么修改' }] : []),
      ],
    })
  })

  serve(app, surroundings, contract.sayWhoSigns, async ({ tx, by, body }) => {
    await sayWhoSigns(tx, body, by, clock)
    return done
  })

  const file = z.object({ id: z.coerce.number().int().positive(), format: z.enum(['pdf', 'docx']) })
  app.get<{ Params: { id: string; format: string } }>(
    '/letters/:id/file.:format',
    { schema: { hide: true, params: file } },
    async (http, answer) => {
      const { id, format } = http.params as unknown as z.output<typeof file>
      const outcome = await asStaff(surroundings, http, async (tx, by) => {
        mustBeAllowed(by, 'look at letters', mayDoToLetters.look)
        return (await letterFile(tx, id, format)) ?? notFound('份文书')
      })
      if (outcome instanceof Refusal) return sendProblem(answer, outcome)
      const way = format === 'pdf' ? 'inline' : 'attachment'
      return answer
        .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(outcome.name)}`)
        .header('cache-control', 'no-store')
        .type(outcome.mediaType)
        .send(await outcome.content(surroundings.typesetter))
    },
  )
}

/** The letter an outcome begins as, for the editor of replies. */
export async function replyToStartFrom(tx: Tx, requestId: number, kind: string, today: Parameters<typeof startOf>[2]) {
  if (!isReplyKind(kind)) return ''
  return (await startOf(tx, { kind, found: await caseOf(tx, requestId), eventSeq: null }, today)).text
}
