import { createElement } from 'react'
import { longestWords, verdicts } from '../../records/feedback/feedback.ts'
import { feedbackOf } from '../../records/feedback/for-public.ts'
import { addFeedbackWords, tapFeedback, type WordsRefusal } from '../../records/feedback/send.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { FeedbackDonePage, FeedbackPage, type FeedbackProps } from './feedback.page.tsx'

const wordsOf: Record<WordsRefusal, string> = {
  'no-such-feedback': '没有找到这条反馈',
  'words-given': '这条反馈已经写过说明',
  'too-late': '这条反馈已经超过一天，请回到原来的页面重新反馈',
  'no-words': '请写几句，或者直接回到刚才的页面',
  'too-long': `最多写 ${longestWords} 个字`,
}

/** A path of this site, without its query. */
const pathOfSite = /^\/(?![/\\])[^?#\s\\]*$/

export function feedbackRoutes(open: Open): void {
  open('GET', paths.feedback, async () => ({ goTo: paths.home }))

  open(
    'POST',
    paths.feedback,
    async ({ tx, http, clock }) => {
      const { page, verdict: tapped } = (http.body ?? {}) as Record<string, unknown>
      const verdict = verdicts.find((one) => one === tapped)
      if (!verdict || typeof page !== 'string' || page.length > 300 || !pathOfSite.test(page)) {
        return { failure: { status: 400 } }
      }
      const { token } = await tapFeedback(tx, { address: page, verdict }, clock)
      return { goTo: paths.feedbackWords(token) }
    },
    { perMinute: 10 },
  )

  open('GET', '/fankui/:token', (visiting) => wordsPage(visiting, {}))

  open(
    'POST',
    '/fankui/:token',
    async (visiting) => {
      const { tx, http, clock } = visiting
      const { token } = http.params as { token: string }
      const body = (http.body ?? {}) as Record<string, unknown>
      const words = typeof body['words'] === 'string' ? body['words'] : ''
      const outcome = await addFeedbackWords(tx, { token, words, warned: body['warned'] === 'yes' }, clock)
      if ('added' in outcome) return { goTo: paths.feedbackWords(token) }
      if ('hits' in outcome) {
        return wordsPage(visiting, {
          words,
          warning: outcome.hits.map(({ label, masked }) => ({ label, masked })),
        })
      }
      if (outcome.refused === 'no-such-feedback') return { failure: { status: 404 } }
      return wordsPage(visiting, { words, problems: [{ field: 'words', message: wordsOf[outcome.refused] }] })
    },
    { perMinute: 10 },
  )
}

async function wordsPage(
  { tx, http, frame }: Visiting,
  shown: Partial<Pick<FeedbackProps, 'words' | 'problems' | 'warning'>>,
): Promise<Outcome> {
  const { token } = http.params as { token: string }
  const feedback = await feedbackOf(tx, token)
  if (!feedback) return { failure: { status: 404 } }
  const { address: about, verdict, hasWords } = feedback
  if (hasWords && !shown.problems) return createElement(FeedbackDonePage, { frame, about })
  const page = createElement(FeedbackPage, {
    frame,
    token,
    about,
    verdict,
    longest: longestWords,
    words: '',
    problems: [],
    warning: null,
    ...shown,
  })
  return shown.problems || shown.warning ? { page, status: 422 } : page
}
