import type { FastifyInstance, FastifyRequest } from 'fastify'
import { defaultThreshold } from '../../law/personal-data/combination.ts'
import { ownWords } from '../../law/wording/own-words.ts'
import { cleanedKinds, cleanFile } from '../../platform/files/clean.ts'
import { inspectFile } from '../../platform/files/inspect.ts'
import { heldLeaks, leastGroup, lexiconWords } from '../../records/leaks/for-staff.ts'
import { leaksIn } from '../../records/leaks/gate.ts'
import { addWord, retireWord, setLeastGroup, type WordRefusal } from '../../records/leaks/lexicon.ts'
import { mayDoAboutLeaks } from '../../records/leaks/permissions.ts'
import { type WaiverRefusal, waiveLeak } from '../../records/leaks/waive.ts'
import { mayAct, mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/leaks.ts'
import { asStaff, done, Refusal, refuse, type Surroundings, sendProblem, serve } from '../serve.ts'
import { cleaningWords, leakText, leakWords, unreadableWords } from './words.ts'

const waiverWords: Record<WaiverRefusal, string> = {
  'own-draft': '不能放行自己起草的内容，请由另一位保密审查员或分管领导处理',
  'no-reason': '请写明公开的法定理由（至少 5 个字）',
  'reason-leaks': '理由中有个人信息，请改写：理由会写入操作记录，不能再修改',
  'not-waivable': '这类内容不能放行，只能删除或遮盖',
  'waived-already': '已经放行，请起草人重新提交',
}
const wordWords: Record<WordRefusal, string> = {
  'too-short': '至少两个字',
  'no-suggestion': '错词请写明正确的写法',
  'same-as-suggestion': '正确的写法和错词一样，请核对',
  'listed-already': '词库里已经有这个词',
}
function documentIn(subject: string): number | null {
  const found = /^document (\d+)$/.exec(subject)
  return found ? Number(found[1]) : null
}

export function leakRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listLeaks, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look at leaks', mayDoAboutLeaks.look)
    const mayWaive = mayDoAboutLeaks.waive.some((role) => by.roles.includes(role))
    const seesAll = mayWaive || by.roles.includes('disclosure-office') || by.roles.includes('supervisor')
    const { held, total } = await heldLeaks(tx, {
      waived: query.view === 'waived',
      page: query.page,
      size: query.size,
      ...(seesAll ? {} : { draftedBy: by.id }),
    })
    return {
      total,
      held: held.map(({ class: kind, waivable, draftedById, subject, ...leak }) => ({
        ...leak,
        documentId: documentIn(subject),
        label: leakWords[kind],
        may: mayWaive && waivable && !leak.waiver && draftedById !== by.id ? (['waive'] as const) : [],
      })),
    }
  })

  serve(app, surroundings, contract.waiveLeak, async ({ tx, by, params, body }) => {
    const outcome = await waiveLeak(tx, { ...params, ...body }, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, waiverWords) : done
  })

  serve(app, surroundings, contract.listWords, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'see the lexicon', mayDoAboutLeaks['see-lexicon'])
    const { kind, text, ...rest } = query
    const found = await lexiconWords(tx, { ...rest, ...(kind ? { kind } : {}), ...(text ? { text } : {}) })
    return {
      ...found,
      own: ownWords.map((word) => word),
      leastGroup: (await leastGroup(tx)) ?? defaultThreshold,
      may: mayAct(by, mayDoAboutLeaks['change-lexicon']) ? (['change'] as const) : [],
    }
  })

  serve(app, surroundings, contract.addWord, async ({ tx, by, body }) => {
    const outcome = await addWord(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, wordWords) : outcome
  })

  serve(app, surroundings, contract.retireWord, async ({ tx, by, params }) => {
    const outcome = await retireWord(tx, params, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'retired-already': '这个词已经停用' }) : done
  })

  serve(app, surroundings, contract.setLeastGroup, async ({ tx, by, body }) => {
    const outcome = await setLeastGroup(tx, body, by, clock)
    return 'refused' in outcome ? refuse(outcome.refused, { 'out-of-range': '最小组应为 2 至 100 的整数' }) : done
  })

  const uploaded = async (http: FastifyRequest) => {
    const file = await http.file()
    return file ? { name: file.filename, bytes: new Uint8Array(await file.toBuffer()) } : null
  }
  const limit = { bodyLimit: 11 * 1024 * 1024 }

  app.post('/leaks/file-checks', limit, async (http, answer) => {
    const outcome = await asStaff(surroundings, http, async (tx, by) => {
      mustBeAllowed(by, 'check a file', mayDoAboutLeaks.look)
      const file = await uploaded(http)
      if (!file) return new Refusal(400, '请选择要检查的文件')
      const inspection = await inspectFile(file.bytes, file.name)
      // Of a file that belongs to nothing yet, nothing was ever waived.
      const leaks = await leaksIn(tx, `file check ${by.id}`, { files: [{ name: file.name, inspection }] })
      const result: contract.FileCheck = {
        name: file.name,
        kind: inspection.kind,
        unreadable: inspection.unreadable && unreadableWords[inspection.unreadable],
        pages: inspection.pages,
        leaks: leaks.map((leak) => ({
          label: leakWords[leak.class],
          severity: leak.severity,
          holds: leak.holds,
          place: leak.place.replace(`附件“${file.name}”`, ''),
          excerpt: leak.class === 'unreadable-file' ? leakText(leak) : leak.excerpt,
          suggestion: leak.suggestion,
        })),
        cleanable: !inspection.unreadable && cleanedKinds.includes(inspection.kind),
      }
      return result
    })
    return outcome instanceof Refusal ? sendProblem(answer, outcome) : answer.send(outcome)
  })

  app.post('/leaks/file-checks/cleaned', limit, async (http, answer) => {
    const outcome = await asStaff(surroundings, http, async (_, by) => {
      mustBeAllowed(by, 'check a file', mayDoAboutLeaks.look)
      const file = await uploaded(http)
      if (!file) return new Refusal(400, '请选择要清理的文件')
      const cleaned = await cleanFile(file.bytes, file.name)
      return 'refused' in cleaned ? refuse(cleaned.refused, cleaningWords) : { name: file.name, bytes: cleaned.bytes }
    })
    if (outcome instanceof Refusal) return sendProblem(answer, outcome)
    return answer
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`清理-${outcome.name}`)}`)
      .type('application/octet-stream')
      .send(Buffer.from(outcome.bytes))
  })
}
