import { createElement } from 'react'
import { type OutcomeCode, outcomes } from '../../law/requests/outcome.ts'
import { publicAnswer, publicAnswers, yearsOfAnswers } from '../../records/answers/for-public.ts'
import { pageAsked, pageSize } from '../lists.ts'
import { paths } from '../paths.ts'
import { type Open, shared } from '../visit.ts'
import { AnswerPage, AnswersPage, answerGroups } from './answers.page.tsx'

const text = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 100) : '')

/** More than a bureau publishes in its life; a mirror copies them all. */
const mostCopied = 100_000

export function answerRoutes(open: Open): void {
  open(
    'GET',
    paths.answers,
    async ({ tx, http, frame }) => {
      const query = http.query as Record<string, unknown>
      const group = answerGroups.find((one) => one === query['outcome']) ?? ''
      const year = /^(19|20)\d\d$/.test(text(query['year'])) ? text(query['year']) : ''
      const page = pageAsked(query)
      const of = (Object.keys(outcomes) as OutcomeCode[]).filter((code) => outcomes[code].group === group)
      const { answers, total } = await publicAnswers(tx, {
        outcomes: group === '' ? null : of,
        year: year === '' ? null : Number(year),
        text: text(query['q']),
        ...{ page, size: pageSize },
      })
      return createElement(AnswersPage, {
        ...{ frame, answers, total, page, pages: Math.ceil(total / pageSize), years: await yearsOfAnswers(tx) },
        filter: { group, year, text: text(query['q']) },
      })
    },
    shared(async ({ tx }) => {
      const { total } = await publicAnswers(tx, { outcomes: null, year: null, text: '', page: 1, size: 1 })
      const pages = Math.max(1, Math.ceil(total / pageSize))
      return Array.from({ length: pages }, (_, place) =>
        place === 0 ? paths.answers : `${paths.answers}?page=${place + 1}`,
      )
    }),
  )

  open(
    'GET',
    `${paths.answers}/:id`,
    async ({ tx, http, frame }) => {
      const { id } = http.params as { id: string }
      const answer = /^\d{1,15}$/.test(id) ? await publicAnswer(tx, Number(id)) : null
      return answer ? createElement(AnswerPage, { frame, answer }) : { failure: { status: 404 } }
    },
    shared(async ({ tx }) => {
      const all = await publicAnswers(tx, { outcomes: null, year: null, text: '', page: 1, size: mostCopied })
      return all.answers.map(({ id }) => paths.answer(id))
    }),
  )
}
