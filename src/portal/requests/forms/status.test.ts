import { expect, test } from 'vitest'
import { parseStatusForm } from './status.ts'

test('number and code are read however they were copied', () => {
  expect(parseStatusForm({ number: ' ｙｊ－2026－000123 ', code: 'k7qf 2m9x' }).values).toEqual({
    number: 'YJ-2026-000123',
    code: 'K7QF2M9X',
  })
})

test.each([
  [{}, ['请填写受理编号', '请填写查询码']],
  [
    { number: '123', code: 'K7QF' },
    ['受理编号由字母、年份和6位数字组成，例如 YJ-2026-000123', '查询码应为8位字母和数字，您输入了4位'],
  ],
  [{ number: 'YJ-2026-000123', code: 'K7QF-2M9!' }, ['查询码只有字母和数字，请核对']],
])('%j is told what is wrong', (body, messages) => {
  expect(parseStatusForm(body).problems.map(({ message }) => message)).toEqual(messages)
})
