import { expect, test } from 'vitest'
import { pageOf } from '../paths.ts'
import { pagesShown } from './pager.tsx'

test.each([
  // page, of, shown
  [1, 1, [1]],
  [1, 5, [1, 2, 3, 4, 5]],
  [1, 6, [1, 2, 3, 'gap', 6]],
  [3, 5, [1, 2, 3, 4, 5]],
  [10, 20, [1, 'gap', 8, 9, 10, 11, 12, 'gap', 20]],
  [4, 8, [1, 2, 3, 4, 5, 6, 7, 8]],
  [20, 20, [1, 'gap', 18, 19, 20]],
] as const)('page %i of %i', (page, pages, shown) => {
  expect(pagesShown({ page, pages })).toEqual(shown)
})

test('a page keeps the rest of the address, and the first has no number', () => {
  expect(pageOf('/tzgg/?year=2026&page=3', 4)).toBe('/tzgg/?year=2026&page=4')
  expect(pageOf('/tzgg/?page=3', 1)).toBe('/tzgg/')
})
