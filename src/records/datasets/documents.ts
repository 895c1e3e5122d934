import { calendarDate } from '../../law/calendar-date.ts'
import type { Tx } from '../../platform/database/bureau.ts'
import { thisBureau } from '../bureaus/for-public.ts'
import { columns } from '../columns/for-public.ts'
import { publishedState, publishedTexts, withdrawnSince } from '../documents/for-public.ts'
import { changedField, type Dataset, type DatasetRow, idField, type RowsAsked } from './dataset.ts'

async function rows(tx: Tx, asked: RowsAsked): Promise<{ rows: DatasetRow[]; total: number }> {
  const [bureau, tree] = [await thisBureau(tx), await columns(tx)]
  const { documents, total } = await publishedTexts(tx, { ...asked, order: asked.since ? 'oldest-change' : 'id' })
  return {
    total,
    rows: documents.map((document) => {
      const column = tree.find(({ id }) => id === document.columnId)
      return {
        id: document.id,
        title: document.title,
        documentNumber: document.documentNumber,
        indexNumber: document.indexNumber,
        column: column?.name ?? null,
        source: document.source,
        summary: document.summary,
        formedOn: document.formedOn,
        publishedAt: document.publishedAt.toISOString(),
        changedAt: document.versionAt.toISOString(),
        url: `https://${bureau.profile.domain}${document.address}`,
      }
    }),
  }
}

export const documentsDataset: Dataset = {
  name: 'documents',
  title: '已公开信息目录',
  summary: '本网站已经公开的全部信息：标题、文号、栏目、日期和永久网址。正文见网址或者 RSS。',
  area: '政务公开',
  frequency: '随时更新：信息公开、更正或者撤下时',
  unit: '条',
  page: '/zwgk/',
  fields: [
    idField('信息的编号，不会改变'),
    { name: 'title', label: '标题', type: 'text', meaning: '信息的标题' },
    { name: 'documentNumber', label: '发文字号', type: 'text', meaning: '公文的发文字号；没有文号的为空' },
    { name: 'indexNumber', label: '索引号', type: 'text', meaning: '政府信息索引号；没有编制的为空' },
    { name: 'column', label: '栏目', type: 'text', meaning: '所在栏目的名称' },
    { name: 'source', label: '来源', type: 'text', meaning: '发布机构或者转载来源' },
    { name: 'summary', label: '摘要', type: 'text', meaning: '内容摘要；没有摘要的为空' },
    {
      name: 'formedOn',
      label: '成文日期',
      type: 'day',
      meaning: '信息形成的日期，公开时限由此起算（政府信息公开条例第二十六条）',
    },
    { name: 'publishedAt', label: '发布时间', type: 'moment', meaning: '首次公开的时间' },
    changedField,
    { name: 'url', label: '网址', type: 'text', meaning: '信息的永久网址' },
  ],
  versions: [{ version: '1', on: calendarDate('2026-11-25'), words: '首次开放' }],
  rows,
  stand: publishedState,
  removedSince: withdrawnSince,
}
