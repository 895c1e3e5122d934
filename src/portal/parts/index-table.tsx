import type { ReactNode } from 'react'

export type Validity = '现行有效' | '已修改' | '已失效' | '已废止' | '尚未施行'

/** The twelve cells of an index table. A cell without a value says why. */
export interface IndexCells {
  indexNumber: string | null
  theme: string | null
  genre: string | null
  publisher: string
  jointPublishers: string | null
  documentNumber: string | null
  formedOn: ReactNode
  publishedOn: ReactNode
  effectiveOn: ReactNode
  validity: Validity | null
  ended: ReactNode
  disclosure: string | null
}

const cells: readonly [keyof IndexCells, label: string, whyEmpty: string, whyWithForce?: string][] = [
  ['indexNumber', '索引号', '未编索引号'],
  ['theme', '主题分类', '未分类'],
  ['genre', '体裁分类', '未分类'],
  ['publisher', '发布机构', ''],
  ['jointPublishers', '联合发文', '无'],
  ['documentNumber', '发文字号', '无文号'],
  ['formedOn', '成文日期', '未注明'],
  ['publishedOn', '发布日期', ''],
  ['effectiveOn', '实施日期', '不适用', '未注明'],
  ['validity', '有效性', '不适用', '未注明'],
  ['ended', '失效或废止', '不适用', '未失效'],
  ['disclosure', '公开方式', '未注明'],
]

/** `hasForce`: it is a document that holds from a day on, and may cease to. */
export function IndexTable({ of, hasForce }: { of: IndexCells; hasForce: boolean }) {
  return (
    <dl className="index-table">
      {cells.map(([name, label, whyEmpty, whyWithForce]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            {of[name] || (
              <span className="nil">
                —<span className="why">{hasForce ? (whyWithForce ?? whyEmpty) : whyEmpty}</span>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
