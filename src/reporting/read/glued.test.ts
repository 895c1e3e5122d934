import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreed, readings } from './glued.ts'

const addsUp = (numbers: readonly number[]) =>
  numbers.length < 7 || numbers.slice(0, 6).reduce((all, one) => all + one, 0) === numbers[6]

test.each([
  [['0000000'], [[0, 0, 0, 0, 0, 0, 0]], 'seven zeros'],
  [['640020470'], [[64, 0, 0, 2, 0, 4, 70]], 'its own sum settles it'],
  [['10', '0', '0', '0', '01'], [[1, 0, 0, 0, 0, 0, 1]], 'blanks always separate'],
  [['5000000', '5'], [], 'eight numbers at least'],
])('%j is read as %j: %s', (runs, expected, _because) => {
  expect(readings(runs, 7, addsUp)).toEqual(expected)
})

test('what is not settled gives every reading', () => {
  expect(readings(['417'], 3)).toEqual([[4, 1, 7]])
  expect(readings(['4500'], 3)).toEqual([
    [4, 50, 0],
    [45, 0, 0],
  ])
  expect(agreed(readings(['4500'], 3), 3)).toEqual([null, null, 0])
})

test('the true reading is always among those found', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(99), { minLength: 6, maxLength: 6 }), (parts) => {
      const row = [...parts, parts.reduce((all, one) => all + one, 0)]
      expect(readings([row.join('')], 7, addsUp)).toContainEqual(row)
    }),
  )
})
