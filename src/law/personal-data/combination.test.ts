import { describe, expect, test } from 'vitest'
import { oneOf, randomFrom } from '../../../test/planted-leaks.ts'
import { combinationRisks } from './combination.ts'

const heading = ['序号', '性别', '年龄', '所在村', '补助金额（元）']
const row = (place: number, sex: string, age: string, village: string, amount = '600') => [
  String(place),
  sex,
  age,
  village,
  amount,
]

describe('a table without names', () => {
  test('a row that nobody shares is singled out, with the columns that do it', () => {
    const rows = [
      ['临时救助对象公示表', '', '', '', ''],
      heading,
      ...[1, 2, 3].map((place) => row(place, '女', '30—39', '前屯村')),
      ...[4, 5, 6, 7].map((place) => row(place, '男', '40—49', '前屯村')),
      row(8, '女', '83', '后屯村'),
      ['合计', '', '', '', '4800'],
    ]
    const [risk] = combinationRisks(rows)
    expect(risk).toMatchObject({ of: 'person', rows: [7], smallest: 1 })
    // Any of the columns alone tells the one row from the others; the check keeps no more than it needs.
    expect(risk?.columns.length).toBe(1)
  })

  test('only together do sex and village single out', () => {
    const rows = [
      ['性别', '所在村'],
      ...Array.from({ length: 6 }, () => ['女', '前屯村']),
      ...Array.from({ length: 6 }, () => ['男', '后屯村']),
      ['男', '前屯村'],
      ['男', '前屯村'],
    ]
    expect(combinationRisks(rows)).toEqual([{ of: 'person', columns: ['性别', '所在村'], rows: [12, 13], smallest: 2 }])
    expect(combinationRisks(rows, { k: 2 })).toEqual([])
  })

  test('coarse enough, nobody is singled out', () => {
    const random = randomFrom(3)
    const rows = [
      ['性别', '年龄段', '街道'],
      ...Array.from({ length: 600 }, () => [
        oneOf(random, ['男', '女']),
        oneOf(random, ['18岁以下', '18—59岁', '60岁以上']),
        oneOf(random, ['城东街道', '城西街道']),
      ]),
    ]
    expect(combinationRisks(rows)).toEqual([])
  })

  test('of every row planted alone in a crowd, each is named', () => {
    const random = randomFrom(11)
    for (let round = 0; round < 200; round += 1) {
      const crowd = Array.from({ length: 4 }, (_, place) => ['男', `${50 + (place % 2)}`, '甲社区', '砸伤']).flatMap(
        (one) => [one, one],
      )
      const at = Math.floor(random() * crowd.length)
      const alone = oneOf(random, [
        ['女', '50', '甲社区', '砸伤'],
        ['男', '19', '甲社区', '砸伤'],
        ['男', '50', '乙社区', '砸伤'],
        ['男', '50', '甲社区', '烧伤'],
      ])
      const rows = [['性别', '年龄', '社区', '伤情'], ...crowd.slice(0, at), alone, ...crowd.slice(at)]
      expect(combinationRisks(rows)[0]?.rows).toEqual([at])
    }
  })
})

test.each([
  [
    [
      ['许可决定文书号', '许可事项', '行政相对人名称', '统一社会信用代码', '许可决定日期', '有效期至'],
      ['青应急许〔2026〕1号', '经营许可', '演示企业001', '', '2026-01-04', '2029-01-03'],
      ['青应急许〔2026〕2号', '经营许可', '演示企业002', '', '2026-01-09', '2029-01-08'],
    ],
    'licences',
  ],
  [
    [
      ['处罚决定文书号', '违法行为类型', '被处罚人', '处罚类别', '罚没金额（元）', '处罚决定日期', '地址'],
      ['青应急罚〔2026〕1号', '未培训', '演示企业001', '罚款', '20000', '2026-01-04', '长堤路1号'],
    ],
    'penalties',
  ],
  [
    [
      ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
      ['一、本年新收政府信息公开申请数量', '57', '12', '0', '3', '1', '2', '75'],
      ['二、上年结转政府信息公开申请数量', '1', '0', '0', '0', '0', '0', '1'],
    ],
    'table 3 of the annual report',
  ],
  [
    [
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['行政规范性文件', '2', '0', '11'],
    ],
    'table 2 of the annual report',
  ],
  [
    [
      ['性别', '年龄段', '人数'],
      ['男', '60岁以上', '1'],
      ['女', '60岁以上', '2'],
    ],
    'a statistic of persons',
  ],
  [
    [
      ['名称', '地址', '可容纳人数', '联系电话'],
      ['第一中学操场', '长堤路1号', '3000', '0000-0000001'],
    ],
    'shelters, which must be known to everybody',
  ],
  [[['标题'], ['一'], ['二']], 'a single column'],
  [[], 'nothing'],
])('%#: nobody is singled out by %s', (rows, _what) => {
  expect(combinationRisks(rows)).toEqual([])
})

test('where dangerous goods lie and how much of them is shown to a person first', () => {
  const rows = [
    ['企业名称', '危险源名称', '储存地址', '最大储量（吨）'],
    ['演示企业001', '液氨储罐', '长堤路1号', '120'],
    ['演示企业002', '汽油储罐', '长堤路9号', '300'],
  ]
  expect(combinationRisks(rows)).toEqual([
    { of: 'place', columns: ['储存地址', '最大储量（吨）'], rows: [0, 1], smallest: 1 },
  ])
})
