import { createElement } from 'react'
import { recoveryIsOpen } from '../../records/requests/for-public.ts'
import { askForCode, takeRecoveredCode } from '../../records/requests/recover-code.ts'
import { paths } from '../paths.ts'
import type { Open, Outcome, Visiting } from '../visit.ts'
import { parseRecovery, recoveryFields } from './forms/recovery.ts'
import { type Body, code, typedIn } from './forms/typed.ts'
import { accessOf } from './own-routes.ts'
import { CodeAskedPage, CodeGivenPage, LinkOverPage, TakeCodePage } from './recovery.page.tsx'
import { StatusFormPage } from './status-form.page.tsx'

/** The form that is not filled in yet; null where no mail can be sent. */
export const emptyRecovery = (mails: boolean) => (mails ? { typed: typedIn({}, recoveryFields), problems: [] } : null)

/** A lost query code is given anew through the applicant's e-mail. `mails`: the settings name a mail server. */
export function recoveryRoutes(open: Open, mails: boolean): void {
  open('GET', paths.recovery, async () => ({ goTo: paths.status }))
  open(
    'POST',
    paths.recovery,
    async ({ tx, http, frame, bureau, clock }) => {
      if (!mails) return { goTo: paths.status }
      const { typed, problems, values } = parseRecovery((http.body ?? {}) as Body)
      if (!values) {
        const page = { frame, typed: { number: '', code: '' }, problems: [], recovery: { typed, problems } }
        return { page: createElement(StatusFormPage, page), status: 422 }
      }
      // Not the host the request names: whoever asks could make the mail lead to a site of their own.
      const base = `https://${bureau.host ?? bureau.profile.domain}`
      await askForCode(tx, { ...values, linkTo: (token) => `${base}${paths.recoveryLink(token)}` }, clock)
      return createElement(CodeAskedPage, { frame, email: code(typed.email) })
    },
    { perMinute: 10 },
  )

  const under = `${paths.recovery}/:token`
  const over = ({ frame }: Visiting): Outcome => ({
    page: createElement(LinkOverPage, { frame, again: mails }),
    status: 410,
  })
  /** The address opens a request: no page it leads to is told of it. */
  const tokenOf = ({ http, answer }: Visiting): string => {
    answer.header('referrer-policy', 'no-referrer')
    return (http.params as { token: string }).token
  }
  open(
    'GET',
    under,
    async (visiting) => {
      const { tx, frame, clock } = visiting
      const token = tokenOf(visiting)
      const isOpen = await recoveryIsOpen(tx, token, clock.now())
      return isOpen ? createElement(TakeCodePage, { frame, token }) : over(visiting)
    },
    { perMinute: 30 },
  )
  open(
    'POST',
    under,
    async (visiting) => {
      const { tx, frame, clock } = visiting
      const given = await takeRecoveredCode(tx, tokenOf(visiting), clock)
      if ('refused' in given) return over(visiting)
      return createElement(CodeGivenPage, { frame, ...given, access: accessOf(given.number, given.code) })
    },
    { perMinute: 30 },
  )
}
