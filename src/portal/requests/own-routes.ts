import { createElement } from 'react'
import {
  changeOwnContacts,
  correctOwn,
  ownActs,
  rateOwn,
  remindOwn,
  supplementOwn,
  withdrawOwn,
} from '../../records/applicants/acts.ts'
import { ownFile, ownPapers } from '../../records/applicants/for-public.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import { freshDraftToken, keepDraft } from '../../records/requests/drafts.ts'
import { type RequestOfApplicant, requestByCode } from '../../records/requests/for-public.ts'
import type { Access } from '../../records/requests/own.ts'
import type { Problem } from '../parts/problem.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import {
  type OwnActName,
  ownActNames,
  ownFields,
  parseContacts,
  parseRating,
  parseSaid,
  parseWithdrawal,
} from './forms/own.ts'
import { filesWords, readSent, type SentFile } from './forms/sent.ts'
import { type Body, type Parsed, typedIn } from './forms/typed.ts'
import { OwnActPage } from './own.page.tsx'

/** Number and query code in one piece of an address; only the applicant has it, and pages never pass it on. */
export function accessOf(number: string, code: string): string {
  return Buffer.from(`${number} ${code}`).toString('base64url')
}

export function readAccess(access: string): Access {
  const [number = '', code = ''] = Buffer.from(access, 'base64url').toString('utf8').split(' ')
  return { number, code }
}

export async function requestOf({
  tx,
  http,
}: Visiting): Promise<{ request: RequestOfApplicant; access: string } | null> {
  const { access } = http.params as { access: string }
  const { number, code } = readAccess(access)
  const request = await requestByCode(tx, number, code)
  return request ? { request, access } : null
}

export async function ownActsNow({ tx, clock }: Visiting, request: RequestOfApplicant) {
  const papers = await ownPapers(tx, request.id)
  return { papers, may: ownActs(request, papers.messages, await workingCalendar(tx), clock.today()) }
}

const allowed: Record<OwnActName, keyof Awaited<ReturnType<typeof ownActsNow>>['may']> = {
  buzheng: 'correct',
  buchong: 'supplement',
  chehui: 'withdraw',
  lianxi: 'contacts',
  cuiban: 'remind',
  pingjia: 'rate',
}

const notThere: Outcome = { failure: { status: 404 } }

const refusedWords = {
  ...filesWords,
  'no-such-request': '没有找到这件申请，请重新查询',
  'already-closed': '这件申请已经办结',
  'not-received': '工作人员确认收到申请以后才能撤回',
  'not-asked-for': '这件申请现在不需要补正',
  'too-soon': '每 5 个工作日可以催办一次',
  'not-replied': '答复以后才能评价',
  'nothing-said': '请填写内容，或者选择文件',
  'too-long': '内容太长，请精简或者作为文件上传',
} as const

export function ownRoutes(open: Open): void {
  const under = (rest: string) => `/ysqgk/status/:access/${rest}`
  for (const act of ownActNames) {
    open('GET', under(act), async (visiting) => {
      const found = await requestOf(visiting)
      if (!found) return notThere
      const { may } = await ownActsNow(visiting, found.request)
      // An act that is not open any more leads to the page that says why.
      if (!may[allowed[act]]) return { goTo: paths.request(found.access) }
      return createElement(OwnActPage, {
        frame: visiting.frame,
        act,
        ...found,
        typed: typedIn({}, ownFields),
        problems: [],
      })
    })
    open('POST', under(act), (visiting) => take(visiting, act), { perMinute: 30 })
  }

  open('POST', under('zaiwen'), async (visiting) => {
    const found = await requestOf(visiting)
    if (!found) return notThere
    const { number, title, documentNumber, description } = found.request
    const token = freshDraftToken()
    const wanted = {
      title,
      documentNumber: documentNumber ?? '',
      description: `${description}\n\n（与申请 ${number} 有关）`.trim(),
    }
    await keepDraft(visiting.tx, token, { wanted }, visiting.clock)
    return { goTo: paths.apply('kind', token) }
  })

  open('GET', under('wenjian/:id'), async (visiting) => {
    const found = await requestOf(visiting)
    const { id } = visiting.http.params as { id: string }
    const file = found && /^\d{1,15}$/.test(id) ? await ownFile(visiting.tx, found.request.id, Number(id)) : null
    return file ? { file: { ...file, sha256: file.sha256.toString('hex'), shown: false } } : notThere
  })
}

async function take(visiting: Visiting, act: OwnActName): Promise<Outcome> {
  const found = await requestOf(visiting)
  if (!found) return notThere
  const { body, files } = await readSent(visiting.http)
  const failed = (problems: readonly Problem[]): Outcome => ({
    page: createElement(OwnActPage, {
      frame: visiting.frame,
      act,
      ...found,
      typed: typedIn(body, ownFields),
      problems,
    }),
    status: 422,
  })
  const outcome = await doIt(visiting, act, readAccess(found.access), { body, files })
  if ('problems' in outcome) return failed(outcome.problems)
  if (!('refused' in outcome)) return { goTo: `${paths.request(found.access)}?done=${act}` }
  const { refused } = outcome
  const field = refused in filesWords ? 'files' : act === 'pingjia' ? 'score' : act === 'lianxi' ? 'phone' : 'said'
  return failed([{ field, message: refusedWords[refused] }])
}

type OfVerb =
  | { refused: keyof typeof refusedWords }
  | { corrected: true }
  | { supplemented: true }
  | { withdrawn: true }
  | { changed: true }
  | { reminded: true }
  | { rated: true }
type Done = { refused: keyof typeof refusedWords } | { problems: readonly Problem[] } | { done: true }

async function doIt(
  { tx, clock }: Visiting,
  act: OwnActName,
  access: Access,
  { body, files }: { body: Body; files: readonly SentFile[] },
): Promise<Done> {
  const read = async <Values>(
    form: Parsed<string, Values>,
    verb: (values: Values) => Promise<OfVerb>,
  ): Promise<Done> => {
    if (form.values === null) return { problems: form.problems }
    const outcome = await verb(form.values)
    return 'refused' in outcome ? outcome : { done: true }
  }
  switch (act) {
    case 'buzheng':
      return read(parseSaid(body), ({ said }) => correctOwn(tx, access, { said, files }, clock))
    case 'buchong':
      return read(parseSaid(body), ({ said }) => supplementOwn(tx, access, { said, files }, clock))
    case 'chehui':
      return read(parseWithdrawal(body), ({ said }) => withdrawOwn(tx, access, said, clock))
    case 'lianxi':
      return read(parseContacts(body), (change) => changeOwnContacts(tx, access, change, clock))
    case 'cuiban':
      return read(parseSaid(body), ({ said }) => remindOwn(tx, access, said, clock))
    case 'pingjia':
      return read(parseRating(body), (rating) => rateOwn(tx, access, rating, clock))
  }
}
