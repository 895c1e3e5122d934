import { Select } from 'antd'
import { useState } from 'react'
import { compareLetter, type LetterView } from '../../api/contract/letters.ts'
import { useAsk } from '../ask.ts'
import { minuteText } from '../parts/day.ts'

const tags = { same: 'span', added: 'ins', removed: 'del' } as const

export function Parts({ parts }: { parts: readonly { kind: keyof typeof tags; text: string }[] }) {
  return (
    <p className="letter differences">
      {parts.map(({ kind, text }, place) => {
        const Tag = tags[kind]
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
        return <Tag key={place}>{text}</Tag>
      })}
    </p>
  )
}

/** 各版和改动: any two versions of a letter, word by word. */
export function Versions({ letter }: { letter: LetterView }) {
  const last = letter.versions.at(-1)?.no ?? 1
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null)
  const { from, to } = pair ?? { from: Math.max(1, last - 1), to: last }
  const { data } = useAsk(compareLetter, { params: { id: letter.id }, query: { from, to } }, { when: last > 1 })
  const options = letter.versions.map(({ no, writtenBy, writtenAt }) => ({
    value: no,
    label: `第 ${no} 版 · ${writtenBy} · ${minuteText(writtenAt)}`,
  }))
  return (
    <section className="panel" aria-labelledby="versions-heading">
      <h2 id="versions-heading">各版和改动</h2>
      {last === 1 && <p className="nil">只有一版，由 {letter.draftedBy} 按模板起草。</p>}
      {last > 1 && (
        <>
          <div className="version-pair">
            <Select aria-label="从哪一版" value={from} options={options} onChange={(no) => setPair({ from: no, to })} />
            <span>到</span>
            <Select aria-label="到哪一版" value={to} options={options} onChange={(no) => setPair({ from, to: no })} />
          </div>
          {data && <Parts parts={data.parts} />}
        </>
      )}
    </section>
  )
}
