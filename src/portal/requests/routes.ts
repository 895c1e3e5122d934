import { createHash } from 'node:crypto'
import { createElement, type ReactElement } from 'react'
import type { CalendarDate } from '../../law/calendar-date.ts'
import { replyClock } from '../../law/requests/clock.ts'
import { readsLikeComplaint } from '../../law/requests/complaint.ts'
import { outcomes, remedies } from '../../law/requests/outcome.ts'
import { workingDaysAfter } from '../../law/working-days/calendar.ts'
import { dayInChina } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import type { Typesetter } from '../../platform/typeset/typesetter.ts'
import { dropDraftFile, keepDraftFile } from '../../records/applicants/files.ts'
import { filesOfDraft } from '../../records/applicants/for-public.ts'
import { sendForm } from '../../records/applicants/send.ts'
import { openLike } from '../../records/applicants/similar.ts'
import { workingCalendar } from '../../records/calendars/working-calendar.ts'
import { fileOfReply } from '../../records/redaction/for-public.ts'
import { answerEnquiry } from '../../records/requests/consult.ts'
import { freshDraftToken, keepDraft } from '../../records/requests/drafts.ts'
import {
  draftByToken,
  enquiryByCode,
  type RequestOfApplicant,
  receiptOfDraft,
  requestByCode,
} from '../../records/requests/for-public.ts'
import { queryCodeOfDraft } from '../../records/requests/query-code.ts'
import { guideOf } from '../disclosure/routes.ts'
import type { Problem } from '../parts/problem.ts'
import { type ApplyStep, applySteps, paths } from '../paths.ts'
import { itself, type Open, type Outcome, type Visiting } from '../visit.ts'
import { answerRoutes } from './answer-routes.ts'
import { applicantCalendar } from './applicant-calendar.ts'
import {
  ApplicantStepPage,
  CheckStepPage,
  DeliveryStepPage,
  type ExpectedDays,
  KindStepPage,
  WantedStepPage,
} from './apply.page.tsx'
import { calculate } from './calculate.ts'
import { CalculatorPage } from './calculator.page.tsx'
import { DeadlinePage } from './deadline.page.tsx'
import { EnquiryAnswerPage, EnquiryCodePage, EnquiryDonePage } from './enquiry.page.tsx'
import { EntryPage } from './entry.page.tsx'
import {
  agentFields,
  applicantFields,
  applicationOf,
  authorisationMissing,
  type DraftAnswers,
  deliveryFields,
  draftAnswers,
  itemField,
  itemFields,
  itemsIn,
  kindFields,
  mostItems,
  parseAgent,
  parseApplicantStep,
  parseCheckStep,
  parseDeliveryStep,
  parseKindStep,
  parseWantedItems,
} from './forms/apply.ts'
import { calculatorFields, parseCalculator } from './forms/calculator.ts'
import { noSuchEnquiry, parseEnquiryAnswer, parseEnquiryCode } from './forms/enquiry.ts'
import { ownActNames } from './forms/own.ts'
import { filesWords, readSent } from './forms/sent.ts'
import { notFound, parseStatusForm } from './forms/status.ts'
import { type Body, type Typed, typedIn } from './forms/typed.ts'
import { accessOf, ownActsNow, ownRoutes, requestOf } from './own-routes.ts'
import { ReceiptPage } from './receipt.page.tsx'
import { receiptRoutes } from './receipt-routes.ts'
import { emptyRecovery, recoveryRoutes } from './recovery-routes.ts'
import { ReplyPage } from './reply.page.tsx'
import { similarTo } from './similar.ts'
import { repliedOn, StatusPage } from './status.page.tsx'
import { StatusFormPage } from './status-form.page.tsx'

/** The office promises to confirm by the next working day; the reply period starts there at the latest. */
async function expectedDays(tx: Tx, today: CalendarDate): Promise<ExpectedDays> {
  const calendar = await workingCalendar(tx)
  const { on: confirmBy } = workingDaysAfter(today, 1, calendar)
  const { dueOn, provisional } = replyClock([{ kind: 'received', on: confirmBy }], calendar, confirmBy)
  if (dueOn === null) throw new Error('a received request has a due day')
  return { confirmBy, replyBy: { on: dueOn, provisional } }
}

const notThere: Outcome = { failure: { status: 404 } }

export interface Means {
  typesetter: Typesetter
  /** the settings name a mail server */
  mails: boolean
}

export function requestRoutes(open: Open, { typesetter, mails }: Means): void {
  enquiryRoutes(open)
  ownRoutes(open)
  receiptRoutes(open, typesetter)
  answerRoutes(open)
  recoveryRoutes(open, mails)
  open(
    'GET',
    paths.requests,
    async ({ tx, frame }) => createElement(EntryPage, { frame, guideHref: await guideOf(tx) }),
    itself(paths.requests),
  )

  open(
    'POST',
    paths.start,
    async ({ tx, http, clock }) => {
      const token = freshDraftToken()
      // Whoever comes from a search that found nothing need not type it again.
      const { title } = typedIn((http.body ?? {}) as Body, ['title'])
      await keepDraft(tx, token, title === '' ? {} : { wanted: { title: title.slice(0, 200) } }, clock)
      return { goTo: paths.apply('kind', token) }
    },
    { perMinute: 60 },
  )
  open('GET', paths.start, async () => ({ goTo: paths.requests }))

  open('GET', '/ysqgk/apply/:step', (visiting) => showStep(visiting))
  open('POST', '/ysqgk/apply/:step', (visiting) => takeStep(visiting), { perMinute: 120 })

  open('GET', '/ysqgk/receipt', async ({ tx, http, frame, clock }) => {
    const token = tokenOf(http.query)
    const receipt = await receiptOfDraft(tx, token)
    if (!receipt) return notThere
    const expected = await expectedDays(tx, clock.today())
    const queryCode = queryCodeOfDraft(token)
    const access = accessOf(receipt.number, queryCode)
    const calendarHref = paths.requestCalendar(access)
    return createElement(ReceiptPage, { frame, ...receipt, queryCode, access, expected, calendarHref })
  })

  open('GET', paths.calculator, async ({ tx, http, frame, clock }) => {
    const query = http.query as Body
    const { typed, problems, values } = parseCalculator(query)
    // Whoever comes to the page has typed nothing wrong yet.
    const asked = calculatorFields.some((field) => field in query)
    const calculated = values && calculate(values, await workingCalendar(tx))
    const page = createElement(CalculatorPage, {
      frame,
      typed,
      problems: asked ? problems : [],
      calculated,
      today: clock.today(),
    })
    return asked && problems.length > 0 ? { page, status: 422 } : page
  })

  open('GET', paths.status, async ({ frame }) =>
    createElement(StatusFormPage, {
      ...{ frame, typed: { number: '', code: '' }, problems: [] },
      recovery: emptyRecovery(mails),
    }),
  )
  open(
    'POST',
    paths.status,
    async ({ tx, http, frame }) => {
      const { typed, problems, values } = parseStatusForm((http.body ?? {}) as Body)
      const request = values && (await requestByCode(tx, values.number, values.code))
      if (request) return { goTo: paths.request(accessOf(request.number, values.code)) }
      return {
        page: createElement(StatusFormPage, {
          ...{ frame, typed, problems: values ? [notFound] : problems },
          recovery: emptyRecovery(mails),
        }),
        status: 422,
      }
    },
    { perMinute: 20 },
  )

  open('GET', paths.request(':access').replace('%3A', ':'), async (visiting) => {
    const found = await requestOf(visiting)
    if (!found) return notThere
    const clock = await clockOf(visiting, found.request)
    const { done } = visiting.http.query as { done?: unknown }
    return createElement(StatusPage, {
      ...{ frame: visiting.frame, ...found, clock },
      ...(await ownActsNow(visiting, found.request)),
      done: ownActNames.find((act) => act === done) ?? null,
      siblings: found.request.siblings.map(({ number, title, code }) => ({
        ...{ number, title },
        href: paths.request(accessOf(number, code)),
      })),
    })
  })

  open('GET', paths.deadline(':access').replace('%3A', ':'), async (visiting) => {
    const found = await requestOf(visiting)
    if (!found) return notThere
    const { frame, clock } = visiting
    return createElement(DeadlinePage, {
      frame,
      number: found.request.number,
      access: found.access,
      moved: found.request.moved,
      clock: await clockOf(visiting, found.request),
      today: clock.today(),
    })
  })

  open('GET', paths.requestCalendar(':access').replace('%3A', ':'), async (visiting) => {
    const found = await requestOf(visiting)
    if (!found) return notThere
    const { tx, bureau, clock } = visiting
    const { request } = found
    const { on: confirmBy } = workingDaysAfter(dayInChina(request.submittedAt), 1, await workingCalendar(tx))
    const about = { office: bureau.name, domain: bureau.host ?? bureau.profile.domain, confirmBy }
    const content = Buffer.from(applicantCalendar(request, await clockOf(visiting, request), about, clock.now()))
    const name = `${request.number}.ics`
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { file: { name, mediaType: 'text/calendar; charset=utf-8', content, sha256, shown: false } }
  })

  open('GET', paths.reply(':access').replace('%3A', ':'), async (visiting) => {
    const found = await requestOf(visiting)
    const { request, access } = found ?? {}
    const on = request && repliedOn(request)
    if (!request?.reply || !on || !access) return notThere
    const { frame, bureau } = visiting
    const { outcome } = request.reply
    return createElement(ReplyPage, {
      frame,
      request,
      reply: { ...request.reply, on },
      outcome: outcomes[outcome],
      remedies: remedies(outcome, on, {
        reconsideration: bureau.profile.reconsiderationOrgan,
        court: bureau.profile.court,
      }),
      access,
    })
  })

  open('GET', '/ysqgk/status/:access/dafu/:file', async (visiting) => {
    const found = await requestOf(visiting)
    const { file } = visiting.http.params as { file: string }
    const [, id, ending] = /^(\d{1,15})\.(pdf|txt)$/.exec(file) ?? []
    if (!found?.request.reply || !id) return notThere
    const as = ending === 'pdf' ? 'pdf' : 'text'
    const content = await fileOfReply(visiting.tx, found.request.id, { id: Number(id), as })
    if (!content) return notThere
    const mediaType = as === 'pdf' ? 'application/pdf' : 'text/plain; charset=utf-8'
    return { file: { ...content, mediaType, shown: true, personal: true } }
  })
}

/** Who was asked for an opinion answers here, with the code of the letter. */
function enquiryRoutes(open: Open): void {
  const codePage = (frame: Visiting['frame'], typed: Typed<'code'>, problems: readonly Problem[]): Outcome => {
    const page = createElement(EnquiryCodePage, { frame, typed, problems })
    return problems.length > 0 ? { page, status: 422 } : page
  }
  open('GET', paths.enquiry, async ({ frame }) => codePage(frame, { code: '' }, []))
  open(
    'POST',
    paths.enquiry,
    async ({ tx, http, frame }) => {
      const { typed, problems, values } = parseEnquiryCode((http.body ?? {}) as Body)
      const enquiry = values && (await enquiryByCode(tx, values.code))
      if (!enquiry) return codePage(frame, typed, values ? [noSuchEnquiry] : problems)
      const blank = { code: values.code, answer: '', opinion: '' }
      return createElement(EnquiryAnswerPage, { frame, enquiry, typed: blank, problems: [] })
    },
    { perMinute: 20 },
  )
  open('GET', paths.enquiryAnswer, async () => ({ goTo: paths.enquiry }))
  open(
    'POST',
    paths.enquiryAnswer,
    async ({ tx, http, frame, clock }) => {
      const body = (http.body ?? {}) as Body
      const {
        values: known,
        typed: { code },
      } = parseEnquiryCode(body)
      const enquiry = known && (await enquiryByCode(tx, known.code))
      if (!enquiry) return codePage(frame, { code }, [noSuchEnquiry])
      const { typed, problems, values } = parseEnquiryAnswer(body)
      if (!values) {
        return { page: createElement(EnquiryAnswerPage, { frame, enquiry, typed, problems }), status: 422 }
      }
      const outcome = await answerEnquiry(tx, { code: known.code, ...values }, clock)
      if ('refused' in outcome) return codePage(frame, { code }, [noSuchEnquiry])
      return createElement(EnquiryDonePage, { frame })
    },
    { perMinute: 20 },
  )
}

async function clockOf({ tx, clock }: Visiting, { events }: RequestOfApplicant) {
  return replyClock(
    events.map(({ event }) => event),
    await workingCalendar(tx),
    clock.today(),
  )
}

function tokenOf(query: unknown): string {
  const { draft } = query as Record<string, unknown>
  return typeof draft === 'string' ? draft : ''
}

interface Draft {
  token: string
  step: ApplyStep
  answers: DraftAnswers
}

/** The draft a step belongs to: kept answers, or where to go when there is none or it was sent already. */
async function draftOf({ tx, http }: Visiting): Promise<Draft | Outcome> {
  const { step } = http.params as { step: string }
  const known = applySteps.find((one) => one === step)
  if (!known) return notThere
  const token = tokenOf(http.query)
  const kept = await draftByToken(tx, token)
  if (!kept) return { goTo: paths.requests }
  if (kept.sent) return { goTo: paths.receipt(token) }
  return { token, step: known, answers: draftAnswers(kept.answers) }
}

async function showStep(visiting: Visiting): Promise<Outcome> {
  const draft = await draftOf(visiting)
  return 'token' in draft ? stepPage(visiting, draft, draft.answers[draft.step as keyof DraftAnswers] ?? {}, []) : draft
}

/** The page of a step with what was typed in it. A step that needs an earlier one leads back to that. */
async function stepPage(
  { tx, frame, clock }: Visiting,
  { token, step, answers }: Draft,
  typed: Body,
  problems: readonly Problem[],
): Promise<Outcome> {
  const shared = { frame, draft: token, problems }
  const sized = <Name extends string>(names: readonly Name[]): Typed<Name> => typedIn(typed, names)
  let page: ReactElement
  switch (step) {
    case 'kind':
      page = createElement(KindStepPage, { ...shared, typed: sized(kindFields) })
      break
    case 'applicant': {
      const kind = parseKindStep(answers.kind ?? {}).values
      if (!kind) return { goTo: paths.apply('kind', token) }
      page = createElement(ApplicantStepPage, {
        ...{ ...shared, kind, typed: sized([...applicantFields, ...agentFields]) },
        files: (await filesOfDraft(tx, token)).filter(({ role }) => role === 'authorisation'),
      })
      break
    }
    case 'wanted':
      page = createElement(WantedStepPage, {
        ...{ ...shared, typed: sized(itemFields), items: itemsIn(typed) },
        files: (await filesOfDraft(tx, token)).filter(({ role }) => role === 'attachment'),
      })
      break
    case 'delivery': {
      // The address given in step 2 need not be typed again.
      const email = typed['email'] ?? answers.applicant?.['email'] ?? ''
      const { values: wanted } = parseWantedItems(answers.wanted ?? {})
      page = createElement(DeliveryStepPage, {
        ...{ ...shared, typed: { ...sized(deliveryFields), email: String(email) } },
        similar: wanted ? await similarTo(tx, wanted) : [],
      })
      break
    }
    case 'check': {
      const application = applicationOf(answers)
      if ('unfinished' in application) return { goTo: paths.apply(application.unfinished, token) }
      const { applicant, wanted, others } = application
      page = createElement(CheckStepPage, {
        ...{ ...shared, application, expected: await expectedDays(tx, clock.today()) },
        files: (await filesOfDraft(tx, token)).map(({ name }) => name),
        similar: await similarTo(tx, [wanted, ...others]),
        before: await openLike(tx, applicant, [wanted, ...others]),
        elsewhere: [wanted, ...others].some(readsLikeComplaint),
      })
      break
    }
  }
  return problems.length > 0 ? { page, status: 422 } : page
}

/** Keeps what was typed and sent along, whatever the checks say; goes on when nothing is wrong. */
async function takeStep(visiting: Visiting): Promise<Outcome> {
  const draft = await draftOf(visiting)
  if (!('token' in draft)) return draft
  const { tx, http, clock } = visiting
  const { token, step, answers } = draft
  const { body, files } = await readSent(http)
  if (step === 'check') return send(visiting, draft, body)
  const parsed = parseStep(step, body, answers)
  const asked = typedIn(body, ['more', 'drop'])
  const more = step === 'wanted' && asked.more !== ''
  const typed = more ? { ...parsed.typed, items: String(Math.min(itemsIn(body) + 1, mostItems)) } : parsed.typed
  await keepDraft(tx, token, { ...answers, [step]: typed }, clock)
  const problems = [...parsed.problems]
  for (const file of files) {
    const role = file.field === 'authorisation' ? 'authorisation' : 'attachment'
    const kept = await keepDraftFile(tx, { token, role, file }, clock)
    if ('refused' in kept) problems.push({ field: file.field, message: `${file.name}：${filesWords[kept.refused]}` })
  }
  if (/^\d{1,15}$/.test(asked.drop)) {
    await dropDraftFile(tx, token, Number(asked.drop))
    return { goTo: paths.apply(step, token) }
  }
  // What is added or taken away leads back to the step; its other fields are looked at when it is left.
  if (more) return { goTo: `${paths.apply(step, token)}#${itemField('title', Number(typed['items']) - 1)}` }
  const agent = step === 'applicant' && parseAgent(body).values
  if (agent && problems.length === 0 && !(await hasAuthorisation(tx, token))) problems.push(authorisationMissing)
  if (problems.length > 0) return stepPage(visiting, draft, typed, problems)
  const next = applySteps[applySteps.indexOf(step) + 1] ?? 'check'
  return { goTo: paths.apply(next, token) }
}

async function hasAuthorisation(tx: Tx, token: string): Promise<boolean> {
  return (await filesOfDraft(tx, token)).some(({ role }) => role === 'authorisation')
}

function parseStep(
  step: Exclude<ApplyStep, 'check'>,
  body: Body,
  answers: DraftAnswers,
): { typed: Record<string, string>; problems: readonly Problem[] } {
  switch (step) {
    case 'kind':
      return parseKindStep(body)
    case 'applicant': {
      const [who, agent] = [
        parseApplicantStep(body, parseKindStep(answers.kind ?? {}).values ?? 'natural'),
        parseAgent(body),
      ]
      return { typed: { ...who.typed, ...agent.typed }, problems: [...who.problems, ...agent.problems] }
    }
    case 'wanted':
      return parseWantedItems(body)
    case 'delivery':
      return parseDeliveryStep(body)
  }
}

async function send(visiting: Visiting, draft: Draft, body: Body): Promise<Outcome> {
  const { problems } = parseCheckStep(body)
  if (problems.length > 0) return stepPage(visiting, draft, {}, problems)
  const application = applicationOf(draft.answers)
  if ('unfinished' in application) return { goTo: paths.apply(application.unfinished, draft.token) }
  if (application.applicant.agent && !(await hasAuthorisation(visiting.tx, draft.token))) {
    return { goTo: paths.apply('applicant', draft.token) }
  }
  await sendForm(visiting.tx, { draftToken: draft.token, ...application }, visiting.clock)
  return { goTo: paths.receipt(draft.token) }
}
