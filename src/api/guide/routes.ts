import type { FastifyInstance } from 'fastify'
import type { GuideField } from '../../law/publicity/guide.ts'
import { compareGuides } from '../../records/guide/compare.ts'
import { guideOfVersion, guideVersions } from '../../records/guide/for-public.ts'
import { guideLines } from '../../records/guide/guide.ts'
import { draftGuide, guideNow, publishGuide } from '../../records/guide/publish.ts'
import { mayKeep } from '../columns/may-keep.ts'
import * as contract from '../contract/guide.ts'
import { Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const fieldWords: Record<GuideField, string> = {
  classification: '信息分类',
  arrangement: '编排体系',
  ways: '获取方式',
  office: '政府信息公开工作机构名称',
  address: '办公地址',
  hours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  internet: '互联网联系方式（电子邮箱）',
}

export function guideRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.readGuide, async ({ tx, by }) => {
    const { words, version, guide, missing } = await guideNow(tx, clock)
    const versions = await guideVersions(tx)
    const published = versions[0] ? await guideOfVersion(tx, versions[0].no) : null
    return {
      words,
      version,
      lines: guideLines(guide),
      missing: missing.map((field) => fieldWords[field]),
      changes: published
        ? compareGuides(published, guide).flatMap(({ kind, lines }) => (kind === 'same' ? [] : [{ kind, lines }]))
        : [],
      versions,
      may: mayKeep(by),
    }
  })

  serve(app, surroundings, contract.draftGuide, async ({ tx, by, body }) => draftGuide(tx, body, by, clock))

  serve(app, surroundings, contract.publishGuide, async ({ tx, by, body }) => {
    const outcome = await publishGuide(tx, body, by, clock)
    if ('missing' in outcome) {
      return new Refusal(422, '指南缺少必须写明的内容（条例第十二条），补齐后才能发布', {
        problems: outcome.missing.map((field) => ({ field, message: `缺少${fieldWords[field]}` })),
      })
    }
    if (!('refused' in outcome)) return outcome
    return refuse(outcome.refused, {
      'no-note': '请写明这一版的变化，公众会看到',
      unchanged: '内容与现行版本相同，不需要发布新版',
    })
  })
}
