import type { FastifyReply, FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { roundedViews } from './numbers.ts'
import { countedAddress, isReading } from './views.ts'

const person =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

function answered({
  method = 'GET',
  agent = person,
  status = 200,
  type = 'text/html; charset=utf-8',
  headers = {},
  secret = false,
}: {
  method?: string
  agent?: string
  status?: number
  type?: string
  headers?: Record<string, string>
  secret?: boolean
}): boolean {
  const sent: Record<string, string> = { 'content-type': type, ...(secret ? { 'x-robots-tag': 'noindex' } : {}) }
  return isReading(
    { method, headers: { 'user-agent': agent, ...headers } } as unknown as FastifyRequest,
    { statusCode: status, getHeader: (name: string) => sent[name] } as unknown as FastifyReply,
  )
}

describe('what is a person reading a page', () => {
  test.each<[string, Parameters<typeof answered>[0], boolean]>([
    ['a page that was sent', {}, true],
    ['a page the browser had already', { status: 304, type: '' }, true],
    ['WeChat', { agent: `${person} MicroMessenger/8.0.50` }, true],
    ['only the head of a page', { method: 'HEAD' }, false],
    ['a form that was sent', { method: 'POST' }, false],
    ['a page that is not there', { status: 404 }, false],
    ['a file', { type: 'application/json' }, false],
    ['a search engine', { agent: 'Mozilla/5.0 (compatible; Baiduspider/2.0)' }, false],
    ['another search engine', { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, false],
    ['a program', { agent: 'curl/8.5.0' }, false],
    ['somebody who does not say what it is', { agent: '' }, false],
    ['a page fetched before anybody asked for it', { headers: { 'sec-purpose': 'prefetch' } }, false],
    ['a page of one applicant, whose address is a secret', { secret: true }, false],
  ])('%s: %o → %s', (_, how, counted) => {
    expect(answered(how)).toBe(counted)
  })
})

test.each([
  ['/yaowen/202611/25.html?mode=elder', '/yaowen/202611/25.html'],
  ['/', '/'],
  ['/zwgk/nianbao/2021/jilu/licences.decisions', '/zwgk/nianbao/2021/jilu/licences.decisions'],
  ['/rss/all.xml', null],
  ['/assets/portal-1.css', null],
  ['/api/v1/licences', null],
])('%s is counted as %s', (url, address) => {
  expect(countedAddress(url)).toBe(address)
})

test.each([
  [0, '不足 10 次'],
  [9, '不足 10 次'],
  [14, '约 10 次'],
  [118, '约 120 次'],
  [1249, '约 1,200 次'],
  [98_765, '约 99,000 次'],
])('%i readings are told as %s', (count, words) => {
  expect(roundedViews(count)).toBe(words)
})
