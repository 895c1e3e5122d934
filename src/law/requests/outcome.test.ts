import { describe, expect, it } from 'vitest'
import { addDays, addMonths, calendarDate } from '../calendar-date.ts'
import { type OutcomeCode, outcomes, remedies } from './outcome.ts'

const organs = { reconsideration: '某市人民政府', court: '某市某区人民法院' }
const at = (code: OutcomeCode, day: string) => remedies(code, calendarDate(day), organs)
const codes = Object.keys(outcomes) as OutcomeCode[]

describe('the outcome tree', () => {
  it.each<[OutcomeCode, string, string, string]>([
    ['granted', '第三十六条第（二）项', 'granted', 'granted'],
    ['granted-public', '第三十六条第（一）项', 'granted', 'granted'],
    ['partial', '第三十七条', 'partial', 'partial'],
    ['deny-1', '第三十六条第（三）项、第十四条', 'deny1', 'deny1'],
    ['deny-2', '第三十六条第（三）项、第十四条', 'deny2', 'deny2'],
    ['deny-3', '第三十六条第（三）项、第十四条', 'deny3', 'deny3'],
    ['deny-4', '第三十六条第（三）项、第十五条', 'deny4', 'deny4'],
    ['deny-5', '第三十六条第（三）项、第十六条第一款', 'deny5', 'deny5'],
    ['deny-6', '第三十六条第（三）项、第十六条第二款', 'deny6', 'deny6'],
    ['deny-7', '第三十六条第（三）项、第十六条第二款', 'deny7', 'deny7'],
    ['deny-8', '第三十六条第（七）项', 'deny8', 'deny8'],
    ['unable-1', '第三十六条第（四）项', 'unable1', 'unable1'],
    ['unable-1-other-organ', '第三十六条第（五）项', 'unable1', 'unable1'],
    ['unable-2', '第三十八条', 'unable2', 'unable2'],
    ['unable-3', '第三十条', 'unable3', 'unable3'],
    ['noproc-1', '第三十九条第一款', 'noproc1', 'noproc1'],
    ['noproc-2', '第三十六条第（六）项', 'noproc2', 'noproc2'],
    ['noproc-3', '第三十九条第二款', 'noproc3', 'noproc3'],
    ['noproc-4', '第三十五条', 'noproc4', 'noproc4'],
    ['noproc-5', '第三十六条第（六）项', 'noproc5', 'noproc5'],
    ['other-1', '第三十条', 'other', 'other1'],
    ['other-2', '第六条', 'other', 'other2'],
    ['other-3', '第三十三条', 'other', 'other3'],
  ])('%s: %s, row %s of 2019, row %s of 2021', (code, article, row2019, row2021) => {
    expect(outcomes[code]).toMatchObject({ code, cite: { article }, row: { '2019': row2019, '2021': row2021 } })
  })

  it('reaches every result row of the form of 2021', () => {
    const rows = new Set(codes.map((code) => outcomes[code].row['2021']))
    expect(rows.size).toBe(21)
  })

  it('every letter names article and remedies; a refusal gives its reasons', () => {
    for (const code of codes) {
      const { group, letterMustContain } = outcomes[code]
      if (group === '其他处理') {
        expect(letterMustContain).toEqual([])
        continue
      }
      expect(letterMustContain).toContain('依据的条款（写到款、项）')
      expect(letterMustContain).toContain('救济途径和期限')
      if (group === '不予公开' && code !== 'deny-8') expect(letterMustContain).toContain('不予公开的理由')
    }
  })

  it('what there is not was searched for', () => {
    expect(outcomes['unable-1'].letterMustContain).toContain('检索的情况')
  })
})

describe('remedies', () => {
  it.each(['deny-1', 'deny-2', 'deny-3', 'deny-4', 'deny-5', 'deny-6', 'deny-7', 'partial'] as const)(
    'since 2024 reconsideration comes first: %s',
    (code) => {
      const remedy = at(code, '2024-01-01')
      expect(remedy).toMatchObject({ reconsiderationFirst: true, sueBy: null })
      expect(remedy.clause).toContain('应当先')
      expect(remedy.clause).toContain('15日内向某市某区人民法院')
      expect(remedy.cites[0]).toMatchObject({ law: '行政复议法', article: '第二十三条第一款第（四）项' })
      expect(at(code, '2023-12-31')).toMatchObject({ reconsiderationFirst: false, sueBy: '2024-07-01' })
    },
  )

  it.each(codes.filter((code) => !/^deny-[1-7]$|^partial$/.test(code)))('a free choice: %s', (code) => {
    const remedy = at(code, '2026-03-02')
    expect(remedy.reconsiderationFirst).toBe(false)
    expect(remedy.clause).toContain('某市人民政府')
    expect(remedy.clause).toContain('6个月内直接向某市某区人民法院')
  })

  it.each([
    ['2026-03-02', '2026-05-06', '2026-09-02', 'the sixtieth day is Labour Day: the first working day after it'],
    ['2026-03-31', '2026-06-01', '2026-09-30', 'six months on there is no 31st; the sixtieth day is a Saturday'],
    ['2026-04-02', '2026-06-01', '2026-10-08', 'six months on is National Day'],
    ['2026-08-12', '2026-10-12', '2027-02-12', 'the sixtieth day is a Sunday after a working Saturday'],
  ])('known on %s: reconsideration until %s, court until %s (%s)', (day, reconsiderBy, sueBy, _because) => {
    expect(addDays(calendarDate(day), 60) <= reconsiderBy).toBe(true)
    expect(addMonths(calendarDate(day), 6) <= sueBy).toBe(true)
    expect(at('unable-1', day)).toMatchObject({ reconsiderBy, sueBy })
  })

  it('before May 2015 there were three months to sue', () => {
    expect(at('unable-1', '2015-04-30').sueBy).toBe('2015-07-30')
    expect(at('unable-1', '2015-05-04').sueBy).toBe('2015-11-04')
  })
})
