import { Alert, Modal, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import type { mergeTexts } from '../../api/contract/documents.ts'
import type { Reply } from '../client.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { shownMarkup } from './addresses.ts'
import { useColumns } from './columns.ts'
import type { Typed } from './typed.ts'
import { attributeText, fieldText, groundText, kindText } from './words.ts'

export type Merge = Reply<typeof mergeTexts>
type Field = Merge['fields'][number]
type Side = 'mine' | 'theirs'

/** Whether somebody has to look: others changed the text as well. */
export const needsLooking = ({ fields }: Merge) =>
  fields.some(({ base, theirs }) => JSON.stringify(base ?? null) !== JSON.stringify(theirs ?? null))

/** The text with, of every conflict, the side that was chosen. Conflicts of the body are chosen block by block. */
export function merged(merge: Merge, chosen: ReadonlyMap<string, Side>): Typed {
  return Object.fromEntries(
    merge.fields.map((field) => [
      field.field,
      field.field === 'body' && field.conflicts
        ? bodyWith(String(field.merged), field.conflicts, (place) => chosen.get(`body ${place}`) ?? 'mine')
        : field.conflict && chosen.get(field.field) === 'theirs'
          ? field.theirs
          : field.merged,
    ]),
  ) as Typed
}

const blocksOf = (html: string) =>
  [...new DOMParser().parseFromString(html, 'text/html').body.children].map((block) => block.outerHTML)

/** The merged text has mine where both changed a block; from the last to the first, so that the places stay right. */
function bodyWith(html: string, conflicts: NonNullable<Field['conflicts']>, sideOf: (place: number) => Side): string {
  const blocks = blocksOf(html)
  for (const [place, { block, mine, theirs }] of [...conflicts.entries()].reverse()) {
    if (sideOf(place) === 'theirs') blocks.splice(block - 1, blocksOf(mine).length, ...blocksOf(theirs))
  }
  return blocks.join('\n')
}

const choicesOf = ({ fields }: Merge) =>
  fields.flatMap((field) =>
    field.field === 'body' && field.conflicts
      ? field.conflicts.map((_, place) => `body ${place}`)
      : field.conflict
        ? [field.field]
        : [],
  )

/** Two people wrote on one text: what it was, what I made of it, what it is now. Nothing is lost by closing it. */
export function MergeDialog({
  merge,
  onSave,
  onClose,
}: {
  merge: Merge
  onSave(chosen: ReadonlyMap<string, Side>): Promise<unknown>
  onClose(): void
}) {
  const { busy, problem, act } = useAct()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const open = choicesOf(merge).filter((name) => !chosen.has(name))
  const choose = (name: string) => (side: Side) => setChosen(new Map(chosen).set(name, side))
  return (
    <Modal
      open
      width={1080}
      title="您编辑时，其他人保存了新的内容"
      okText="保存合并后的内容"
      cancelText="返回继续编辑"
      okButtonProps={{ disabled: open.length > 0 }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void act(() => onSave(chosen))}
    >
      <ProblemNote problem={problem} />
      <p>
        {merge.theirs.by}于 {minuteText(merge.theirs.at)} 保存。下面是两人都动过这条信息的地方；没有冲突的已经合在一起，
        有冲突的请选择。您填写的内容都还在，返回后可以继续修改。
      </p>
      {open.length > 0 && <Alert type="warning" showIcon role="status" title={`还有 ${open.length} 处需要您选择`} />}
      {merge.fields.map((field) => (
        <section key={field.field} className="merging" aria-label={fieldText[field.field] ?? field.field}>
          <h3>{fieldText[field.field] ?? field.field}</h3>
          {field.field === 'body' ? (
            <BodyMerge field={field} chosen={chosen} choose={choose} />
          ) : (
            <Sides
              name={field.field}
              base={<Value field={field.field} value={field.base} />}
              mine={<Value field={field.field} value={field.mine} />}
              theirs={<Value field={field.field} value={field.theirs} />}
              conflict={field.conflict}
              chosen={chosen.get(field.field)}
              onChoose={choose(field.field)}
            />
          )}
        </section>
      ))}
    </Modal>
  )
}

function Value({ field, value }: { field: string; value: unknown }) {
  const { nameOf } = useColumns()
  if (value === null || value === undefined || value === '') return <span className="nil">（空）</span>
  if (field === 'columnId') return nameOf(Number(value))
  if (Array.isArray(value)) return value.map((id) => nameOf(Number(id))).join('、') || '（空）'
  const words: Record<string, Record<string, string>> = { kind: kindText, attribute: attributeText, ground: groundText }
  return words[field]?.[String(value)] ?? String(value)
}

const Markup = ({ html }: { html: string }) =>
  html === '' ? (
    <span className="nil">（删去了）</span>
  ) : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the server gives nothing but its own clean markup
    <div className="markup" dangerouslySetInnerHTML={{ __html: shownMarkup(html) }} />
  )

function BodyMerge({
  field,
  chosen,
  choose,
}: {
  field: Field
  chosen: ReadonlyMap<string, Side>
  choose(name: string): (side: Side) => void
}) {
  return (
    <>
      {field.conflicts?.map(({ block, base, mine, theirs }, place) => (
        <Sides
          key={block}
          name={`body ${place}`}
          base={<Markup html={base} />}
          mine={<Markup html={mine} />}
          theirs={<Markup html={theirs} />}
          conflict
          chosen={chosen.get(`body ${place}`)}
          onChoose={choose(`body ${place}`)}
        />
      ))}
      <details>
        <summary>
          {(field.conflicts?.length ?? 0) > 0 ? '合并后的正文（有冲突处暂按我的）' : '没有冲突，合并后的正文'}
        </summary>
        <Markup html={String(field.merged ?? '')} />
      </details>
    </>
  )
}

function Sides({
  name,
  base,
  mine,
  theirs,
  conflict,
  chosen,
  onChoose,
}: {
  name: string
  base: ReactNode
  mine: ReactNode
  theirs: ReactNode
  conflict: boolean
  chosen: Side | undefined
  onChoose(side: Side): void
}) {
  return (
    <>
      <dl className="three">
        <div>
          <dt>打开时</dt>
          <dd>{base}</dd>
        </div>
        <div>
          <dt>我的</dt>
          <dd>{mine}</dd>
        </div>
        <div>
          <dt>现在</dt>
          <dd>{theirs}</dd>
        </div>
      </dl>
      {conflict && (
        <Radio.Group
          name={name}
          aria-label="采用哪一个"
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
          options={[
            { value: 'mine', label: '用我的' },
            { value: 'theirs', label: '用现在的' },
          ]}
        />
      )}
    </>
  )
}
