import { join } from 'node:path'
import type { Command } from 'commander'
import { clockOf, open } from '../main.ts'
import { inBureau } from '../platform/database/bureau.ts'
import { allBureaus } from '../records/bureaus/for-public.ts'
import { applyColumnSet, previewColumnSet, type SetPreview, type SetRefusal } from '../records/columns/apply-set.ts'
import { columnSet, columnSets } from '../records/columns/sets/all.ts'
import { sections } from '../records/staff/for-staff.ts'
import { Failed, print } from './output.ts'
import type { Station } from './station.ts'

const refusalWords: Record<SetRefusal, string> = {
  'closed-column': '这套栏目要用的网址中有已经关闭的栏目，请先在办公端“栏目目录”重新开启或合并',
  'second-home': '已有另一个首页栏目，请先在办公端“栏目目录”处理',
  'no-such-section': '没有这个科室',
}

interface Options {
  bureau?: string
  section?: string
  preview?: boolean
  json?: boolean
}

const named = (columns: SetPreview['added']) =>
  columns.map(({ name, slug }) => `${name}（/${slug}/）`).join('、') || '无'

export function columnsCommand(program: Command, station: () => Station): void {
  program
    .command('columns')
    .description(
      `套用一套现成的栏目：${columnSets.map(({ name, title }) => `${name}（${title}）`).join('；')}。不写名称则列出各套栏目`,
    )
    .argument('[栏目名称]')
    .option('--bureau <名称>', '有多个单位时，指明哪一个（全称）')
    .option('--section <科室>', '还没有责任科室的栏目，由这个科室负责')
    .option('--preview', '只看会有什么变化，不改动')
    .option('--json', '以 JSON 输出')
    .action(async (name: string | undefined, options: Options) => {
      const { bureau: bureauName, section: sectionName, preview = false, json = false } = options
      if (name === undefined) {
        const sets = columnSets.map(({ name, title, source, columns }) => ({
          ...{ name, title, source },
          main: columns.length,
          below: columns.reduce((sum, { below = [] }) => sum + below.length, 0),
        }))
        print(json, sets, () => sets.map((set) => `${set.name}  ${set.title}\n  ${set.source}`).join('\n'))
        return
      }
      if (!columnSet(name)) throw new Failed(`没有“${name}”这套栏目。运行 ./zhaoming columns 查看有哪些`)
      const { root, config, log } = station()
      const { database, close } = await open(config, log, join(root, 'migrations'))
      try {
        const all = await allBureaus(database)
        const bureau = bureauName ? all.find((one) => one.name === bureauName) : all.length === 1 ? all[0] : undefined
        if (!bureau) {
          throw new Failed(
            all.length === 0
              ? '还没有单位，请先运行 ./zhaoming demo 装入演示单位'
              : `请用 --bureau 指明单位：${all.map((one) => one.name).join('、')}`,
          )
        }
        const outcome = await inBureau(database, bureau.bureauId, async (tx) => {
          if (preview) return previewColumnSet(tx, name)
          const section = (await sections(tx)).find((one) => one.name === sectionName)
          if (sectionName !== undefined && !section) throw new Failed(`没有“${sectionName}”这个科室`)
          const by = { kind: 'system', name: 'operator' } as const
          return applyColumnSet(tx, { set: name, sectionId: section?.id ?? null }, by, clockOf(config))
        })
        if ('refused' in outcome) throw new Failed(refusalWords[outcome.refused])
        print(json, { bureau: bureau.name, set: name, preview, ...outcome }, () =>
          [
            `${bureau.name}${preview ? '套用后会' : '已'}新增 ${outcome.added.length} 个栏目，改动 ${outcome.changed.length} 个，其余 ${outcome.untouched.length} 个不动`,
            `  新增：${named(outcome.added)}`,
            `  改动：${named(outcome.changed)}`,
            `  不动：${named(outcome.untouched)}`,
          ].join('\n'),
        )
      } finally {
        await close()
      }
    })
}
