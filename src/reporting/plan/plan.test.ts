import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type PlanResult, type PlanTask, planOf } from './plan.ts'

const saved = fileURLToPath(new URL('../saved-pages/plans/', import.meta.url))
const plans = readdirSync(saved).filter((name) => /\.(txt|html)$/.test(name))

/** What is kept of a result beside the file it was read from. */
function kept({ bureau, year, publishedOn, tasks, deadlines, leftOut, findings, passed }: PlanResult): unknown {
  return {
    bureau,
    year,
    publishedOn,
    tasks,
    deadlines,
    leftOut,
    findings: findings.map(({ rule, verdict, values, quotes }) => ({
      rule,
      verdict,
      values,
      lines: quotes.map(({ line }) => line),
    })),
    passed,
  }
}

describe.each(plans)('the plan %s', (name) => {
  const bytes = readFileSync(saved + name)
  const result = planOf({ file: name, bytes })

  test('is read as it was written', () => {
    expect(kept(result)).toEqual(JSON.parse(readFileSync(saved + name.replace(/\.\w+$/, '.expected.json'), 'utf8')))
  })

  test('every quote stands in the line it names', () => {
    const lines = bytes.toString('utf8').split('\n')
    if (name.endsWith('.html')) return
    for (const { text, line } of result.findings.flatMap(({ quotes }) => quotes)) {
      expect(lines[line - 1]).toContain(text)
    }
    for (const { text, line } of result.tasks) expect(lines[line - 1]).toContain(text.slice(0, 6))
  })
})

const lineOfTask = ({ title, lead, support, due }: PlanTask) => [title, lead, support, due]

test.each<[string, (text: string) => string]>([
  ['in short lines, as a PDF gives them', (text) => text.replace(/[^\n]{38}/g, '$&\n')],
  ['as markup', (text) => `<html><body>${text.replace(/.+/g, '<p>　　$&</p>')}</body></html>`],
  ['with line ends of another system', (text) => text.replace(/\n/g, '\r\n')],
])('the same plan %s has the same tasks', (_how, changed) => {
  for (const name of ['one-line.txt', 'glued-cells.txt']) {
    const text = readFileSync(saved + name, 'utf8')
    const tasks = planOf({ file: name, text }).tasks.map(lineOfTask)
    expect(planOf({ file: name, text: changed(text) }).tasks.map(lineOfTask)).toEqual(tasks)
  }
})

const onlyTask = (words: string): PlanTask =>
  planOf({ file: 'plan', text: `临澜市应急管理局2026年政务公开工作要点\n一、任务\n（一）做事。${words}` })
    .tasks[0] as PlanTask

describe('who does it', () => {
  test.each<[string, string | null, string[], string[], string]>([
    ['（责任处室：甲处牵头，乙处、丙处配合）', '甲处', ['乙处', '丙处'], [], 'the one that leads first'],
    ['（责任处室：乙处、丙处配合，甲处牵头）', '甲处', ['乙处', '丙处'], [], 'the one that leads, wherever it stands'],
    ['（牵头单位：甲处；配合单位：乙处和丙处）', '甲处', ['乙处', '丙处'], [], 'by labels'],
    ['（甲处、乙处分别负责）', '甲处', ['乙处'], ['乙处'], 'both answer'],
    ['（甲处会同乙处负责）', '甲处', ['乙处'], [], 'together with another'],
    ['（甲处牵头，住房和城乡建设局配合）', '甲处', ['住房和城乡建设局'], [], 'a name with 和 in it'],
    ['（甲处牵头，乙处等有关处室按职责分工负责）', '甲处', ['乙处', '有关处室'], [], '等 ends a name'],
    ['（甲处、各处室）', '甲处', ['各处室'], ['各处室'], 'names alone at the end'],
    [
      '责任单位：甲处，各街道办事处（镇政府）。',
      '甲处',
      ['各街道办事处（镇政府）'],
      ['各街道办事处（镇政府）'],
      'a sentence of its own',
    ],
    [
      '（牵头单位：甲处；完成时限：6月底前；责任领导：某副局长）',
      '甲处',
      [],
      [],
      'neither days nor persons are sections',
    ],
    ['（乙处配合）', null, ['乙处'], [], 'nobody leads'],
    ['坚持“谁制作、谁公开”（谁制作、谁公开、谁负责）。', null, [], [], 'a maxim names nobody'],
    ['把学习（含网络学习）记入档案。', null, [], [], 'a bracket that explains'],
  ])('%s', (words, lead, support, alsoLead, _because) => {
    const task = onlyTask(words)
    expect([task.lead, task.support, task.alsoLead]).toEqual([lead, support, alsoLead])
  })
})

describe('until when', () => {
  test.each<[string, string | null, string | null]>([
    ['2026年底前完成', '2026-12-31', '2026年底前'],
    ['年底前完成', '2026-12-31', '年底前'],
    ['今年年底前完成', '2026-12-31', '今年年底前'],
    ['6月底前完成', '2026-06-30', '6月底前'],
    ['2028年2月底前完成', '2028-02-29', '2028年2月底前'],
    ['于9月15日前报送', '2026-09-15', '9月15日前'],
    ['明年1月20日前报送', '2027-01-20', '明年1月20日前'],
    ['第三季度末前完成', '2026-09-30', '第三季度末前'],
    ['上半年完成', '2026-06-30', '上半年'],
    ['到2027年底全部上线', '2027-12-31', '到2027年底'],
    ['10月底前报送，8月底前试行', '2026-08-31', '8月底前'],
    ['二季度前完成', null, '二季度前'],
    ['6月前完成', null, '6月前'],
    ['2月30日前完成', null, '2月30日前'],
    ['每年1月31日前公布年度报告', null, '每年1月31日前'],
    ['截至2025年底已有12项', null, null],
    ['自2026年6月1日起施行', null, null],
    ['收到之日起20个工作日内答复', null, null],
  ])('%s', (words, due, dueText) => {
    const task = onlyTask(`${words}。`)
    expect([task.due, task.dueText]).toEqual([due, dueText])
  })

  test.each([
    ['每季度通报一次', 'quarterly'],
    ['每年至少开展一次', 'yearly'],
    ['每半年检查', 'half-yearly'],
    ['（完成时限：长期）', 'continuous'],
    ['及时更新', null],
  ])('again: %s', (words, recurs) => {
    expect(onlyTask(words).recurs).toBe(recurs)
  })
})

test.each([
  ['每年不少于4次', [{ value: 4, unit: '次' }]],
  [
    '办结率100%，满意度不低于95.5%',
    [
      { value: 100, unit: '%' },
      { value: 95.5, unit: '%' },
    ],
  ],
  ['在三个工作日内答复', [{ value: 3, unit: '个工作日' }]],
  ['依照《条例》第20条和国办发〔2022〕8号办理', []],
  ['“12345”热线和IPv6', []],
])('what is measured: %s', (words, evidence) => {
  expect(onlyTask(`${words}。`).evidence.map(({ value, unit }) => ({ value, unit }))).toEqual(evidence)
})

test.each([
  [new Uint8Array(0), 'F-01'],
  [Buffer.from('%PDF-1.7'), 'F-01'],
  [Buffer.from('食堂本周菜单'), 'W-01'],
])('what is no plan gives no task and says so (%#)', (bytes, rule) => {
  const { tasks, findings } = planOf({ file: 'x', bytes })
  expect([tasks, findings.map((finding) => [finding.rule, finding.verdict])]).toEqual([[], [[rule, 'unknown']]])
})

test('an annual report is not taken for a plan', () => {
  const bytes = readFileSync(fileURLToPath(new URL('../saved-pages/tabs-by-line.txt', import.meta.url)))
  expect(planOf({ file: 'x', bytes })).toMatchObject({ tasks: [], findings: [{ rule: 'W-01' }] })
})

// Plans as they were published. They are no part of this repository; without them there is nothing to test here.
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))

describe.runIf(existsSync(`${shared}seeds`) && existsSync(`${shared}corpus`))('published plans', () => {
  const readPlan = (folder: string, beginning: string) => {
    const name = readdirSync(shared + folder).find((one) => one.startsWith(beginning)) ?? ''
    return planOf({ file: name, text: readFileSync(`${shared}${folder}/${name}`, 'utf8').replace(/^# .*\n/gm, '') })
  }
  const everywhere = ['省政府各部门', '各直属机构', '各设区市政府', '平潭综合实验区管委会']

  test('Tianjin 2022: twenty tasks, three chapters numbered like tasks, two dated goals', () => {
    const { tasks, findings, year } = readPlan('seeds', '003')
    expect([year, tasks.length, tasks.every(({ lead }) => lead !== null)]).toEqual([2022, 20, true])
    expect(new Set(tasks.map(({ under }) => under[0])).size).toBe(5)
    expect(findings.map(({ rule, verdict, values }) => [rule, verdict, values['found']])).toEqual(
      [3, 4, 5].map((found) => ['C-44', 'doubt', found]),
    )
    expect(tasks.filter(({ due }) => due !== null).map(({ no, due }) => [no, due])).toEqual([
      [6, '2022-12-31'],
      [16, '2022-12-31'],
    ])
    expect(tasks[5]).toMatchObject({
      lead: '办公室',
      support: ['新闻宣传处', '政策法规处', '各处室单位'],
      alsoLead: [],
    })
    expect(tasks[15]).toMatchObject({ lead: '网信办', support: ['新闻宣传处'], alsoLead: ['新闻宣传处'] })
  })

  test('Fujian 2018: forty-two rows whose cells ran together', () => {
    const { tasks, deadlines, passed } = readPlan('corpus', 'b_fujian_plan_2018')
    expect(tasks.map(({ marked }) => marked)).toEqual(Array.from({ length: 42 }, (_, at) => `${at + 1}.`))
    expect(deadlines.map(({ on }) => on)).toEqual(['2018-06-30', '2018-12-15'])
    expect(tasks[0]).toMatchObject({ title: '政府工作要做到公开透明', lead: null, support: everywhere })
    expect(tasks[4]).toMatchObject({ lead: '省工商局', alsoLead: ['省审改办'], support: ['省审改办', ...everywhere] })
    expect(tasks[17]).toMatchObject({ lead: '省“互联网+政务服务”联席办' })
    expect(tasks[39]).toMatchObject({ due: '2018-10-31', deadlines: [{ on: '2018-10-31' }, { on: '2018-12-31' }] })
    expect(tasks[20]?.evidence.map(({ text }) => text)).toEqual(['2个工作日内', '100%'])
    expect(passed).toEqual([{ rule: 'C-44', values: expect.anything() }])
  })

  test('Fujian 2019: numbers that begin anew in each chapter, owners in a sentence of their own', () => {
    const { tasks, findings } = readPlan('corpus', 'b_fujian_plan_2019')
    expect([tasks.length, findings]).toEqual([17, []])
    expect(tasks[5]).toMatchObject({
      marked: '（三）',
      lead: '省司法厅',
      support: ['各设区市人民政府', '平潭综合实验区管委会'],
    })
  })

  test('Pingtan 2022: a chapter printed twice, cells that are empty', () => {
    const { tasks, findings } = readPlan('corpus', 'b_pingtan_plan_2022')
    expect(tasks).toHaveLength(18)
    expect(tasks[2]).toMatchObject({ lead: '区经济发展局', alsoLead: ['区行政审批局'] })
    expect(tasks[17]).toMatchObject({ lead: null, support: ['政府信息公开工作部门'] })
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'C-44', values: { found: 5, expected: 6 } }))
  })

  test('Pingtan finance 2018: twelve tasks; what secures the work is none; two styles of numbers', () => {
    const { tasks, leftOut, findings } = readPlan('corpus', 'b_pingtan_finance_plan_2018')
    expect([tasks.length, leftOut.map(({ heading }) => heading)]).toEqual([12, ['指导思想', '工作保障']])
    expect(tasks[9]).toMatchObject({ lead: '办公室', support: ['税金处', '监督处', '相关处室'] })
    expect(findings.map(({ rule }) => rule)).toEqual(['C-44'])
  })
})
