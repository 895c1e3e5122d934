import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreed, readings, readingsWithTotal } from './glued.ts'

test.each([
  [['0000000'], [[0, 0, 0, 0, 0, 0, 0]], 'seven zeros'],
  [['640020470'], [[64, 0, 0, 2, 0, 4, 70]], 'its own sum settles it'],
  [['10', '0', '0', '0', '01'], [[1, 0, 0, 0, 0, 0, 1]], 'blanks always separate'],
  [['0', '00000'], [], 'a figure is missing'],
])('%j is read as %j: %s', (runs, expected, _because) => {
  expect(readingsWithTotal(runs, 7)).toEqual(expected)
})

test('what is not settled gives every reading', () => {
  expect(readings(['417'], 3)).toEqual([[4, 1, 7]])
  expect(readings(['4500'], 3)).toEqual([
    [4, 50, 0],
    [45, 0, 0],
  ])
  expect(agreed(readings(['4500'], 3) ?? [], 3)).toEqual([null, null, 0])
})

test('the true reading is always among those found', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9999), { minLength: 6, maxLength: 6 }), (parts) => {
      const row = [...parts, parts.reduce((all, one) => all + one, 0)]
      const found = readingsWithTotal([row.join('')], 7)
      if (found) expect(found).toContainEqual(row)
    }),
  )
})

test('what has too many readings is given up, and soon', () => {
  const began = performance.now()
  expect(readings(['1'.repeat(60)], 15)).toBeNull()
  expect(performance.now() - began).toBeLessThan(1000)
})
