import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar-date.ts'
import { feeByItem, feeByVolume, priceOfItem, tariffs, whyNotCharge } from './processing-fee.ts'

const on = calendarDate('2026-03-02')

describe('the processing fee by item', () => {
  it.each([
    [1, 0, 0, 'the first ten are free'],
    [10, 0, 0, 'the last free one'],
    [11, 100, 100, 'the first that pays'],
    [12, 200, 100, 'only the excess pays'],
    [20, 1000, 100, 'ten of the second tier'],
    [30, 2000, 100, 'the second tier in full'],
    [31, 2200, 200, 'the first of the third tier'],
    [40, 4000, 200, 'the third tier in full'],
    [41, 4300, 300, 'the first further block'],
    [50, 7000, 300, 'a further block in full'],
    [51, 7400, 400, 'every block costs a hundred more'],
    [60, 11_000, 400, 'every block costs a hundred more'],
    [100, 37_000, 800, 'far out'],
  ])('%i in a month: %i yuan together, the last one %i (%s)', (items, total, marginal, _because) => {
    expect(feeByItem(items, on).amount).toBe(total)
    expect(priceOfItem(items, on)).toBe(marginal)
  })

  it('is the sum of the prices of its items', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (items) => {
        const prices = Array.from({ length: items }, (_, place) => priceOfItem(place + 1, on))
        expect(feeByItem(items, on).amount).toBe(prices.reduce((sum, price) => sum + price, 0))
      }),
    )
  })

  it('agrees with the formula of the measures beyond the thirtieth', () => {
    for (let n = 31; n <= 300; n++) expect(priceOfItem(n, on)).toBe(100 * (2 + Math.floor((n - 31) / 10)))
  })

  it('explains itself', () => {
    expect(feeByItem(32, on).formula).toBe(
      '第1至10件不收费；第11至30件每件100元，计2000元；第31至32件每件200元，计400元；共2400元。',
    )
    expect(feeByItem(0, on).formula).toBe('共0元。')
  })
})

describe('the processing fee by volume', () => {
  it.each([
    [0, 0, 'nothing copied'],
    [30, 0, 'thirty pages are free'],
    [31, 10, 'the first that pays'],
    [50, 200, 'only the excess pays'],
    [100, 700, 'the second tier in full'],
    [101, 720, 'the first of the third tier'],
    [150, 1700, 'the third tier'],
    [200, 2700, 'the third tier in full'],
    [201, 2740, 'the last tier'],
    [250, 4700, 'the last tier'],
    [500, 14_700, 'the last tier'],
  ])('%i pages: %i yuan (%s)', (pages, amount, _because) => {
    expect(feeByVolume(pages, on).amount).toBe(amount)
  })

  it('shows the slices it is made of', () => {
    expect(feeByVolume(120, on).lines).toEqual([
      { from: 1, to: 30, each: 0, amount: 0 },
      { from: 31, to: 100, each: 10, amount: 700 },
      { from: 101, to: 120, each: 20, amount: 400 },
    ])
    expect(feeByVolume(31, on).formula).toBe('第1至30页不收费；第31页每页10元，计10元；共10元。')
  })
})

describe('what may be charged', () => {
  it('nothing before 2021', () => {
    expect(() => feeByItem(11, calendarDate('2020-12-31'))).toThrow(RangeError)
    expect(tariffs.map(({ from }) => from)).toEqual(['2021-01-01'])
  })

  it.each([
    ['by-item', { givesCopies: false, chargedAlready: null }, null],
    ['by-volume', { givesCopies: true, chargedAlready: null }, null],
    ['by-volume', { givesCopies: false, chargedAlready: null }, 'nothing-copied'],
    ['by-volume', { givesCopies: true, chargedAlready: 'by-item' }, 'charged-the-other-way'],
    ['by-item', { givesCopies: true, chargedAlready: 'by-volume' }, 'charged-the-other-way'],
    ['by-item', { givesCopies: true, chargedAlready: 'by-item' }, null],
  ] as const)('%s %o: %s', (method, application, why) => {
    expect(whyNotCharge(method, application)).toBe(why)
  })

  it('only whole items and pages', () => {
    for (const bad of [-1, 0.5, Number.NaN]) {
      expect(() => feeByVolume(bad, on)).toThrow(RangeError)
      expect(() => feeByItem(bad, on)).toThrow(RangeError)
    }
    expect(() => priceOfItem(0, on)).toThrow(RangeError)
  })
})
