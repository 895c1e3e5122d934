import { describe, expect, test } from 'vitest'
import { isOfGovernment, withLeaveTaking, withoutPictures } from './finish.ts'

const domain = 'yjglj.qinghe.example'

describe('which address is on this site or another government site', () => {
  test.each([
    ['https://yjglj.qinghe.example/yaowen/', true],
    ['https://www.gov.cn/', true],
    ['http://gov.cn/', true],
    ['https://zfwzgl.www.gov.cn/exposure', true],
    ['https://gov.cn.elsewhere.example/', false],
    ['https://www.gov.cn@elsewhere.example/', false],
    ['https://notgov.cn/', false],
    ['https://elsewhere.example/?gov.cn', false],
    ['https://elsewhere.example/#.gov.cn', false],
    ['not an address', false],
  ])('%s: %s', (address, ours) => {
    expect(isOfGovernment(address, domain)).toBe(ours)
  })
})

test('a link that leaves the government goes by the page that says so, the others stay as they are', () => {
  const html = withLeaveTaking(
    '<a class="x" href="https://elsewhere.example/a?b=1&amp;c=2">去</a><a href="/yaowen/">要闻</a><a href="https://www.gov.cn/">国</a>',
    domain,
  )
  expect(html).toBe(
    '<a class="x" href="/likai?to=https%3A%2F%2Felsewhere.example%2Fa%3Fb%3D1%26c%3D2">去</a><a href="/yaowen/">要闻</a><a href="https://www.gov.cn/">国</a>',
  )
})

test('the page that takes leave leads on', () => {
  const link = '<a class="button" href="https://elsewhere.example/" data-leaves="">继续前往</a>'
  expect(withLeaveTaking(link, domain)).toBe(link)
})

test('in lite mode a picture is what it shows, in words', () => {
  expect(withoutPictures('<p><img src="/a.jpg" alt="堤防巡查"/>…<img src="/b.jpg" alt=""/></p>')).toBe(
    '<p><span class="picture">〔图：堤防巡查〕</span>…</p>',
  )
})
