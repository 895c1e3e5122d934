import type { Citation } from '../citation.ts'
import { grounds, type NonDisclosureGround } from '../publicity/grounds.ts'

/**
 * Why a part of a page is not given. State secrets are missing: what holds one may not be kept on a computer that is
 * reached over a public network (保守国家秘密法), so it never comes here.
 */
export type RedactionGround = 'personal-data' | Exclude<NonDisclosureGround, 'state-secret'>

export interface GroundOfRedaction {
  /** as it stands in a list to choose from */
  label: string
  /** a few characters, for the box itself and the ledger */
  short: string
  cite: Citation
}

const from = (ground: Exclude<NonDisclosureGround, 'state-secret'>, short: string): GroundOfRedaction => ({
  label: grounds[ground].label,
  short,
  cite: grounds[ground].cite,
})

export const redactionGrounds: Record<RedactionGround, GroundOfRedaction> = {
  'personal-data': {
    label: '个人隐私、个人信息',
    short: '个人信息',
    cite: { law: '政府信息公开条例', article: '第十五条', year: 2019 },
  },
  'third-party': { ...from('third-party', '商业秘密'), label: '商业秘密等，公开会损害第三方合法权益' },
  'law-prohibited': from('law-prohibited', '法律禁止公开'),
  'security-stability': from('security-stability', '安全稳定'),
  'internal-affairs': from('internal-affairs', '内部事务'),
  'process-info': from('process-info', '过程性信息'),
  'enforcement-file': from('enforcement-file', '执法案卷'),
  'admin-query': from('admin-query', '专门查询'),
}

export interface PageOfLedger {
  page: number
  grounds: { ground: RedactionGround; count: number }[]
}

/** What was covered, page by page; pages without a mark are left out. */
export function ledgerOf(marks: readonly { page: number; ground: RedactionGround }[]): PageOfLedger[] {
  const pages = [...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b)
  return pages.map((page) => {
    const here = marks.filter((mark) => mark.page === page)
    const inOrder = (Object.keys(redactionGrounds) as RedactionGround[]).filter((one) =>
      here.some(({ ground }) => ground === one),
    )
    return {
      page,
      grounds: inOrder.map((ground) => ({ ground, count: here.filter((one) => one.ground === ground).length })),
    }
  })
}

const source = ({ law, article }: Citation) => `《${law}》${article}`

/** For the reply letter: 第3页遮盖2处（个人信息，依据《政府信息公开条例》第十五条）。 */
export function ledgerText(ledger: readonly PageOfLedger[]): string {
  if (ledger.length === 0) return ''
  const pages = ledger.map(({ page, grounds: here }) => {
    const all = here.reduce((sum, { count }) => sum + count, 0)
    const several = here.length > 1
    const why = here.map(({ ground, count }) => {
      const { short, cite } = redactionGrounds[ground]
      return `${short}${several ? `${count}处` : ''}，依据${source(cite)}`
    })
    return `第${page}页遮盖${all}处（${why.join('；')}）`
  })
  return `${pages.join('；')}。`
}
