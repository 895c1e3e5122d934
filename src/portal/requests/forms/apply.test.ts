import { expect, test } from 'vitest'
import { creditCheckCharacter } from '../../../law/personal-data/credit-code.ts'
import { idCheckDigit } from '../../../law/personal-data/id-number.ts'
import {
  applicationOf,
  draftAnswers,
  parseApplicantStep,
  parseCheckStep,
  parseDeliveryStep,
  parseKindStep,
  parseWantedStep,
  phoneProblem,
} from './apply.ts'

// Invented: area code 000000 is nobody's.
const idNumber = `00000019900101000${idCheckDigit('00000019900101000')}`
const creditCode = `91000000MA0000000${creditCheckCharacter('91000000MA0000000')}`
const person = { name: '申请人甲', idType: 'resident-id', idNumber, phone: '0000-0000000', email: '' }
const wanted = { title: '事故调查报告', documentNumber: '', description: '2021年某事故的调查报告全文' }
const delivery = { carrier: 'electronic', delivery: 'download', acceptsOtherForm: 'yes' }
const messages = ({ problems }: { problems: readonly { field: string; message: string }[] }) =>
  Object.fromEntries(problems.map(({ field, message }) => [field, message]))

test('an empty person is told everything at once, in the order of the page', () => {
  const { problems, values } = parseApplicantStep({}, 'natural')
  expect(values).toBeNull()
  expect(problems.map(({ message }) => message)).toEqual([
    '请填写姓名',
    '请选择证件类型',
    '请填写证件号码',
    '请填写联系电话',
  ])
})

test('an empty organisation likewise', () => {
  expect(Object.keys(messages(parseApplicantStep({}, 'business')))).toEqual([
    'name',
    'creditCode',
    'representative',
    'contact',
    'phone',
  ])
})

test('everything typed is kept as it was typed', () => {
  const typed = { name: '  甲 乙 ', idType: 'resident-id', idNumber: ' 1101 ', phone: '１３９', email: 'a@' }
  expect(parseApplicantStep(typed, 'natural').typed).toMatchObject(typed)
})

test('a short ID number is told how many digits it has', () => {
  expect(messages(parseApplicantStep({ ...person, idNumber: idNumber.slice(0, 17) }, 'natural'))).toEqual({
    idNumber: '身份证号码应为18位，您输入了17位',
  })
})

test('the check digit is checked for ID cards only', () => {
  const wrong = idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1')
  expect(messages(parseApplicantStep({ ...person, idNumber: wrong }, 'natural'))).toEqual({
    idNumber: '身份证号码第18位与前17位不符，请核对',
  })
  expect(parseApplicantStep({ ...person, idType: 'passport', idNumber: 'E0000000' }, 'natural').problems).toEqual([])
})

test('full-width digits, blanks and a small x are forgiven', () => {
  const spaced = idNumber.replace(/^(.{6})(.{8})/, '$1 $2 ')
  expect(
    parseApplicantStep({ ...person, idNumber: spaced, phone: '００００－０００００００' }, 'natural').values,
  ).toMatchObject({
    idNumber,
    phone: '0000-0000000',
    email: null,
  })
})

test('an organisation is read with its credit code as its proof of identity', () => {
  const organisation = {
    name: '青禾示例有限公司',
    creditCode: creditCode.toLowerCase(),
    representative: '代表人',
    contact: '联系人',
    phone: '00000000000',
  }
  expect(parseApplicantStep(organisation, 'research').values).toMatchObject({
    idType: 'credit-code',
    idNumber: creditCode,
  })
  expect(messages(parseApplicantStep({ ...organisation, creditCode: '91' }, 'research'))['creditCode']).toBe(
    '统一社会信用代码应为18位，您输入了2位',
  )
})

test.each([
  ['', '请填写联系电话'],
  ['138000', '联系电话至少7位，您输入了6位'],
  ['1380000000', '手机号码应为11位，您输入了10位'],
  ['打我手机', '联系电话只能有数字、“-”和“+”，请核对'],
  ['0000-0000000', null],
  ['0000000', null],
  ['+00 000 0000 0000', null],
  ['0000-0000000转000', null],
])('the phone number %j', (typed, message) => {
  expect(phoneProblem(typed)?.message ?? null).toBe(message)
})

test('a description may be missing where a document number says what is meant', () => {
  expect(messages(parseWantedStep({ ...wanted, description: ' ' }))).toHaveProperty('description')
  expect(parseWantedStep({ ...wanted, description: '', documentNumber: '青应急〔2021〕3号' }).values).toEqual({
    title: '事故调查报告',
    documentNumber: '青应急〔2021〕3号',
    description: '',
  })
})

test('length is counted in characters as people see them, and a line break counts once', () => {
  expect(parseWantedStep({ ...wanted, description: '𠮷'.repeat(2000) }).problems).toEqual([])
  expect(messages(parseWantedStep({ ...wanted, description: '字'.repeat(2001) }))['description']).toBe(
    '内容描述最多2000个字，您写了2001个字',
  )
  expect(parseWantedStep({ ...wanted, description: '一\r\n二' }).values?.description).toBe('一\n二')
})

test.each([
  ['paper', 'download', /^纸质材料不能从网上获取/],
  ['disc', 'email', /^光盘不能从网上获取/],
  ['electronic', 'post', /^电子文本不能邮寄/],
])('%s cannot be had by %s', (carrier, way, message) => {
  expect(
    messages(parseDeliveryStep({ ...delivery, carrier, delivery: way, email: 'a@b.cn', address: '某处' }))['delivery'],
  ).toMatch(message)
})

test('address and e-mail are needed only by those who want something sent there', () => {
  expect(parseDeliveryStep(delivery).problems).toEqual([])
  expect(messages(parseDeliveryStep({ ...delivery, carrier: 'paper', delivery: 'post', postcode: '12' }))).toEqual({
    address: '选择邮寄的，请填写通信地址',
    postcode: '邮政编码应为6位数字',
  })
  expect(messages(parseDeliveryStep({ ...delivery, delivery: 'email' }))).toEqual({
    email: '选择电子邮件的，请填写电子邮箱',
  })
})

test('values that no button of the page can send are not taken', () => {
  expect(parseKindStep({ kind: 'government' }).values).toBeNull()
  expect(parseKindStep({ kind: ['natural', 'legal'] }).values).toBe('natural')
  expect(parseDeliveryStep({ ...delivery, delivery: { a: 1 } }).values).toBeNull()
  expect(parseCheckStep({ promise: 'on' }).values).toBeNull()
})

test('a whole draft becomes an application', () => {
  const answers = {
    kind: { kind: 'natural' },
    applicant: person,
    wanted,
    delivery: { ...delivery, delivery: 'email', email: 'a@b.example' },
  }
  expect(applicationOf(draftAnswers(answers))).toMatchObject({
    applicant: { kind: 'natural', name: '申请人甲', email: 'a@b.example', address: null },
    wanted: { title: '事故调查报告', delivery: 'email', acceptsOtherForm: true },
  })
})

test('the first step that needs something is named, also after a change of mind about who applies', () => {
  expect(applicationOf({})).toEqual({ unfinished: 'kind' })
  expect(applicationOf({ kind: { kind: 'natural' }, applicant: person })).toEqual({ unfinished: 'wanted' })
  expect(applicationOf({ kind: { kind: 'legal' }, applicant: person, wanted, delivery })).toEqual({
    unfinished: 'applicant',
  })
})

test.each([null, 'x', 3, [], { kind: 'natural', applicant: { name: 3, phone: ['1'] } }])(
  'a kept draft of the wrong shape is an empty one: %j',
  (kept) => {
    expect(applicationOf(draftAnswers(kept))).toEqual({ unfinished: 'kind' })
  },
)
