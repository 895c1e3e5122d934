import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, at } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { enterInRegister } from '../records/registers/enter.ts'

// The command as the operator runs it.

const command = join(import.meta.dirname, '../../zhaoming')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhaoming-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function zhaoming(
  words: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(command, words, { env: { ...process.env, ZHAOMING_LOG: 'silent', ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

describe('workdays', () => {
  test('counts, and explains every day', async () => {
    const { code, out } = await zhaoming(['workdays', '2026-01-30', '20', '--json'])
    const told = JSON.parse(out)
    expect([code, told.on, told.provisional]).toEqual([0, '2026-03-05', false])
    expect(told.days).toHaveLength(35)
  })
  test('tells apart what was known before and after a notice', async () => {
    const due = async (known: string) =>
      JSON.parse((await zhaoming(['workdays', '2020-01-17', '20', '--known', known, '--json'])).out).on
    expect([await due('2020-01-20'), await due('2020-02-01')]).toEqual(['2020-02-19', '2020-02-21'])
  })
  test('says that a date is provisional when holidays on the way are not announced', async () => {
    const { out } = await zhaoming(['workdays', '2026-12-20', '20'])
    expect(out).toContain('预估')
  })
})

test('plan: the tasks as JSON, and 1 where a day does not exist', async () => {
  const plan = join(import.meta.dirname, '../reporting/saved-pages/plans/lines.txt')
  const { code, out } = await zhaoming(['plan', plan, '--json'])
  expect([code, JSON.parse(out).tasks.length]).toEqual([1, 8])
})

test.each([
  [['workdays', '2026-02-30', '20'], '不是日期', 'a day that does not exist'],
  [['workdays', '2026-02-03', '-1'], '', 'a negative number'],
  [['workdays', '2026-02-03', '1.5'], '应为 0 到 2000 的整数', 'half a day'],
  [['workdays', '2026-02-03'], '缺少参数', 'a missing argument'],
  [['workdays', '2026-02-03', '5', '--known', 'soon'], '不是日期', 'an option that is no day'],
  [['audit'], '缺少参数', 'nothing to audit'],
  [['audit', '/no/such/report.txt'], '没有找到', 'a file that is not there'],
  [['audit', 'http://127.0.0.1:9/report.html'], '打不开', 'an address that does not answer'],
  [['plan', '/no/such/plan.txt'], '没有找到', 'a plan that is not there'],
  [['nothing'], '没有“nothing”这个命令', 'an unknown command'],
  [['reindex', '--bureau'], '后面缺少值', 'an option without its value'],
  [['verify', '--loud'], '没有“--loud”这个选项', 'an unknown option'],
])('%j: exit code 2 and “%s”: %s', async (words, said, _because) => {
  const { code, out, err } = await zhaoming(words)
  expect(code).toBe(2)
  expect(out + err).toContain(said)
  expect(out + err).not.toMatch(/\n\s+at /)
})

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ ZHAOMING_DEMO: 'maybe' }, 'ZHAOMING_DEMO'],
  [{ ZHAOMING_IDLE_MINUTES: '0' }, 'ZHAOMING_IDLE_MINUTES'],
  [{ ZHAOMING_LOG: 'loud' }, 'ZHAOMING_LOG'],
  [{ ZHAOMING_TODAY: 'today' }, 'ZHAOMING_TODAY'],
])('a wrong setting %j stops the start and is named', async (env, name) => {
  const { code, err } = await zhaoming(['serve'], env)
  expect(code).toBe(2)
  expect(err).toContain(name)
  expect(err).toContain('README')
})

test('every wrong setting is named at once', async () => {
  const { err } = await zhaoming(['serve'], { PORT: 'abc', ZHAOMING_DEMO: 'maybe' })
  expect(err).toContain('PORT')
  expect(err).toContain('ZHAOMING_DEMO')
})

const aPenalty = {
  number: '演应急罚〔2026〕5号',
  title: '未按规定排查治理隐患',
  punished: '云溪矿业有限公司',
  category: 'fine',
  decidedOn: '2026-02-03',
}

describe('reindex', () => {
  test('builds the index of every bureau anew, or of one; an unknown one is told with those there are', async () => {
    const { database, connectionString, close } = await testDatabase()
    try {
      const north = await anOffice(database, 'north.example')
      await anOffice(database, 'south.example')
      const entered = await north.in((tx) =>
        enterInRegister(tx, { kind: 'penalties', fields: aPenalty }, north.officer, at('2026-03-04')),
      )
      expect(entered).toHaveProperty('id')
      const env = { DATABASE_URL: connectionString }
      const all = await zhaoming(['reindex', '--json'], env)
      expect([all.code, JSON.parse(all.out).map(({ records }: { records: number }) => records)]).toEqual([0, [1, 0]])
      const one = await zhaoming(['reindex', '--bureau', 'north.example'], env)
      expect([one.code, one.out]).toEqual([0, expect.stringContaining('重建了 1 条的索引')])
      expect(one.err).toContain('1/1（100%）')
      const none = await zhaoming(['reindex', '--bureau', 'west.example'], env)
      expect([none.code, none.err]).toEqual([2, expect.stringContaining('north.example')])
    } finally {
      await close()
    }
  })
})

describe('audit', () => {
  test('reads what it is given: a file, a folder, an address', async () => {
    const page = await readFile(join(import.meta.dirname, '../reporting/saved-pages/published-page.html'))
    await mkdir(join(folder, 'more'))
    await writeFile(join(folder, 'more/two.html'), page)
    await writeFile(join(folder, 'one.html'), page)
    const server = createServer((_, answer) => answer.end(page))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const bound = server.address()
    const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/`
    const { out } = await zhaoming(['audit', join(folder, 'one.html'), join(folder, 'more'), url, '--json'])
    server.close()
    const results = JSON.parse(out)
    expect(results).toHaveLength(3)
    for (const result of results) expect(result).toMatchObject({ kind: 'annual-report', vintage: '2021' })
  })
  test('a list names files and addresses; what cannot be had is a result and not the end of the run', async () => {
    const saved = (name: string) => join(import.meta.dirname, '../reporting/saved-pages', name)
    const list = join(folder, 'list.txt')
    const missing = 'http://127.0.0.1:9/report.html'
    await writeFile(
      list,
      `\ufeff# 石汀\r\n${saved('merged-cells.doc')}\r\n\r\n${missing}\n${saved('merged-cells.html')}\n`,
    )
    const { code, out } = await zhaoming(['audit', '--list', list, '--json'])
    const results = JSON.parse(out)
    expect(results.map(({ kind }: { kind: string }) => kind)).toEqual(['annual-report', 'other', 'annual-report'])
    expect(results[1].findings).toMatchObject([{ rule: 'F-01', verdict: 'unknown', values: { reason: 'no-answer' } }])
    expect(code).toBe(2)
  })
  test('the exit code says whether something disagrees, else whether something could not be read', async () => {
    const clean = await readFile(join(import.meta.dirname, '../reporting/saved-pages/merged-cells.html'), 'utf8')
    await writeFile(join(folder, 'clean.html'), clean)
    await writeFile(join(folder, 'wrong.html'), clean.replace('许可5176件', '许可5178件'))
    const codeOf = async (...names: string[]) =>
      (await zhaoming(['audit', ...names.map((name) => join(folder, name))])).code
    expect(await codeOf('clean.html')).toBe(0)
    expect(await codeOf('clean.html', 'not-there.docx')).toBe(2)
    expect(await codeOf('clean.html', 'wrong.html', 'not-there.docx')).toBe(1)
  })
  test('garbage is told as what it is, not as a report', async () => {
    const file = join(folder, 'garbage.txt')
    await writeFile(file, Buffer.from(Array.from({ length: 4000 }, (_, place) => (place * 7919) % 256)))
    const { out } = await zhaoming(['audit', file, '--json'])
    expect(JSON.parse(out)).toMatchObject([{ kind: 'other' }])
  })
})
