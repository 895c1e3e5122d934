import { type CalendarDate, calendarDate } from '../src/law/calendar-date.ts'
import { clockAt } from '../src/platform/clock.ts'
import { inBureau } from '../src/platform/database/bureau.ts'
import type { Database } from '../src/platform/database/open.ts'
import { reportOfYear } from '../src/records/reports/for-staff.ts'
import { publishReport } from '../src/records/reports/freeze.ts'
import type { Narrative } from '../src/records/reports/report.ts'
import { decideReport, openReport, sendReportForApproval, writeNarrative } from '../src/records/reports/write.ts'
import { freezeYear } from '../src/reporting/freeze.ts'
import type { DemoBureau } from './bureau.ts'

const words: Record<number, Narrative> = {
  2019: {
    overall:
      '2019年，本局全面实施修订后的《政府信息公开条例》，公开工作有序开展。\n\n（一）主动公开。全年制作并公开规范性文件{{normative.made}}件，办理行政许可{{licences.decisions}}件，办理其他对外管理服务事项{{services.decisions}}件，作出行政处罚决定{{penalties.decisions}}件，实施政府集中采购{{procurement.projects}}项，金额{{procurement.amount}}元。\n\n（二）依申请公开。全年新收政府信息公开申请{{requests.new.total}}件，全部在法定期限内答复，予以公开{{requests.granted.total}}件。\n\n（三）监督保障。办公室牵头，各科室确定联络员，信息发布前逐条进行保密审查。',
    problems:
      '一是个别科室报送信息不够及时。二是栏目设置还不便于查找。\n\n下一步：建立台账按月登记制度，按条例第二十条重新规划栏目。',
    other: '全年未收取政府信息公开信息处理费。',
  },
  2021: {
    overall:
      '2021年，本局坚持以公开为常态、不公开为例外，扎实做好各项公开工作。\n\n（一）主动公开。现行有效行政规范性文件{{normative.inForce}}件，全年制发{{normative.issued}}件、废止{{normative.repealed}}件；办理行政许可{{licences.decisions}}件，作出行政处罚决定{{penalties.decisions}}件，均在法定期限内公示。\n\n（二）依申请公开。全年新收政府信息公开申请{{requests.new.total}}件。\n\n（三）政府信息管理。公文起草时同步确定公开属性，动态更新公开指南。\n\n（四）平台建设。完善栏目，公布政府信息公开联系方式。\n\n（五）监督保障。全年未发生因政府信息公开引起的行政复议（{{remedies.reconsideration.total}}件）和行政诉讼。',
    problems:
      '一是部分信息变更后更新不够及时。二是解读形式不够丰富。\n\n改进情况：逐项核对已公开信息，对变更的及时调整；增加问答形式的解读。',
    other: '全年收取政府信息公开信息处理费0元。没有其他需要报告的事项。',
  },
}

/** Compiles, approves, freezes and publishes the report of a past year, each by the person whose act it is. */
export async function publishReportOf(database: Database, { bureauId, by }: DemoBureau, year: number): Promise<void> {
  const [writer, leader] = [by['gongkai'], by['juzhang']]
  if (!writer || !leader) throw new Error('the demonstration has a writer and a leader')
  const day: CalendarDate = calendarDate(year === 2019 ? '2020-01-16' : `${year + 1}-01-25`)
  const clock = clockAt(day)
  await inBureau(database, bureauId, async (tx) => {
    const version = async () => (await reportOfYear(tx, year))?.version ?? 0
    const must = <Outcome extends object>(outcome: Outcome) => {
      if ('refused' in outcome) throw new Error(`demonstration report ${year}: ${JSON.stringify(outcome)}`)
    }
    must(await openReport(tx, year, writer, clock))
    must(
      await writeNarrative(
        tx,
        { year, version: await version(), narrative: words[year] ?? { overall: '', problems: '', other: '' } },
        writer,
        clock,
      ),
    )
    must(await sendReportForApproval(tx, { year, version: await version() }, writer, clock))
    must(await decideReport(tx, { year, version: await version(), decision: 'approved', note: null }, leader, clock))
    must(await freezeYear(tx, { year, version: await version() }, writer, clock))
    must(await publishReport(tx, { year, version: await version() }, writer, clock))
  })
}

/** The report of the running year, taken up and being written. */
export async function beginReportOf(
  database: Database,
  { bureauId, by }: DemoBureau,
  year: number,
  today: CalendarDate,
) {
  const writer = by['gongkai']
  if (!writer) throw new Error('the demonstration has a writer')
  await inBureau(database, bureauId, async (tx) => {
    await openReport(tx, year, writer, clockAt(today))
    const version = (await reportOfYear(tx, year))?.version ?? 0
    const narrative = {
      overall: `${year}年，本局主动公开信息{{documents.published}}条，办理行政许可{{licences.decisions}}件，作出行政处罚决定{{penalties.decisions}}件；新收政府信息公开申请{{requests.new.total}}件。`,
      problems: '',
      other: '',
    }
    await writeNarrative(tx, { year, version, narrative }, writer, clockAt(today))
  })
}
