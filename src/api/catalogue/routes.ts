import type { FastifyInstance } from 'fastify'
import type { CatalogueField } from '../../law/publicity/catalogue.ts'
import { type IndexPatternProblem, indexNumber, plainIndexPattern } from '../../law/publicity/index-number.ts'
import { compareMatters } from '../../records/catalogue/compare.ts'
import { catalogueVersions, changedEntries, mattersOf } from '../../records/catalogue/for-public.ts'
import { indexRuleOf, repeatedIndexNumbers } from '../../records/catalogue/for-staff.ts'
import { setIndexRule } from '../../records/catalogue/index-rule.ts'
import { type CatalogueRefusal, catalogueNow, publishCatalogue } from '../../records/catalogue/publish.ts'
import { mayKeep } from '../columns/may-keep.ts'
import * as contract from '../contract/catalogue.ts'
import { done, notFound, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const fieldWords: Record<CatalogueField, string> = {
  index: '索引',
  name: '名称',
  summary: '内容概述',
  createdOn: '生成日期',
}
const refusalWords: Record<CatalogueRefusal, string> = {
  'no-note': '请写明这一版的变化，公众会看到',
  unchanged: '内容与上一版相同，不需要发布新版',
  'nothing-in-it': '还没有可以编入目录的栏目，请先在“栏目目录”设置',
}
const ruleWords: Record<IndexPatternProblem | 'bad-credit-code', { field: string; message: string }> = {
  'no-serial': { field: 'pattern', message: '规则要有流水号，例如 {serial:5}' },
  'two-serials': { field: 'pattern', message: '规则只能有一个流水号' },
  'no-period': { field: 'pattern', message: '规则要有年月，例如 {yyyymm} 或 {yyyy}' },
  'unknown-part': {
    field: 'pattern',
    message: '规则可用 {code} {org} {yyyy} {yyyymm} {yyyymmdd} {item} {serial:5}',
  },
  'bad-character': { field: 'pattern', message: '其余只用字母、数字、斜线、点和连字符' },
  'needs-credit-code': { field: 'creditCode', message: '规则用到统一社会信用代码，请填写' },
  'too-long': { field: 'pattern', message: '规则太长，最多 60 个字符' },
  'bad-credit-code': { field: 'creditCode', message: '统一社会信用代码有误，请核对' },
}

export function catalogueRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readCatalogue, async ({ tx, by }) => {
    const { matters, entries, incomplete } = await catalogueNow(tx)
    const rule = (await indexRuleOf(tx)) ?? { pattern: plainIndexPattern, creditCode: null }
    return {
      matters: matters.length,
      entries: entries.length,
      incomplete: incomplete.map(({ missing, ...entry }) => ({
        ...entry,
        missing: missing.map((field) => fieldWords[field]),
      })),
      versions: await catalogueVersions(tx),
      rule,
      example: indexNumber(rule.pattern, { creditCode: rule.creditCode, on: clock.today(), item: null }, 1),
      repeated: await repeatedIndexNumbers(tx),
      may: mayKeep(by),
    }
  })

  serve(app, surroundings, contract.publishCatalogue, async ({ tx, by, body }) => {
    const outcome = await publishCatalogue(tx, body, by, clock)
    if ('incomplete' in outcome) {
      return new Refusal(422, `${outcome.incomplete.length} 条信息缺少必填要素，补齐后才能发布`, {
        problems: outcome.incomplete.slice(0, 20).map(({ name, missing }) => ({
          field: 'entries',
          message: `${name}：缺${missing.map((field) => fieldWords[field]).join('、')}`,
        })),
      })
    }
    return 'refused' in outcome ? refuse(outcome.refused, refusalWords) : outcome
  })

  serve(app, surroundings, contract.compareCatalogue, async ({ tx, params: { no } }) => {
    const [before, after] = [await mattersOf(tx, no - 1), await mattersOf(tx, no)]
    if (!before || !after) return notFound('版目录')
    const { changes, total } = await changedEntries(tx, { earlier: no - 1, later: no, most: 200 })
    return {
      matters: compareMatters(before, after),
      entries: changes.map(({ documentId, kind, index, name }) => ({ documentId, kind, index, name })),
      total,
    }
  })

  serve(app, surroundings, contract.setIndexRule, async ({ tx, by, body }) => {
    const rule = { pattern: body.pattern.trim(), creditCode: body.creditCode?.trim().toUpperCase() || null }
    const outcome = await setIndexRule(tx, rule, by, clock)
    if ('problems' in outcome) {
      return new Refusal(422, '规则需要修改', { problems: outcome.problems.map((problem) => ruleWords[problem]) })
    }
    return done
  })
}
