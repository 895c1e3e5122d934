import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import * as contract from '../../api/contract/reports.ts'
import { call } from '../client.ts'

type Narrative = contract.ReportView['narrative']
export type WordsChecked = Awaited<ReturnType<typeof check>>
type NumberInWords = WordsChecked['numbers'][number]

const check = (year: number, narrative: Narrative) =>
  call(contract.checkWords, { params: { year }, body: { narrative } })

/** What is found in the text as it stands, half a second after the last key. */
export function useWordsChecked(year: number, narrative: Narrative, writing: boolean): WordsChecked | null {
  const [found, setFound] = useState<{ of: Narrative; checked: WordsChecked } | null>(null)
  useEffect(() => {
    if (!writing) return
    let current = true
    const wait = setTimeout(() => {
      // A check that fails says nothing; the text itself is safe.
      check(year, narrative).then(
        (checked) => current && setFound({ of: narrative, checked }),
        () => {},
      )
    }, 500)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [year, narrative, writing])
  return found?.of === narrative ? found.checked : null
}

interface WordsBoxProps {
  title: string
  name: keyof Narrative
  value: string
  rows: number
  checked: WordsChecked | null
  labelOf: ReadonlyMap<string, string>
  onChange(text: string): void
  take(area: HTMLTextAreaElement | null): void
}

/** A text with its unbound and contradicting numbers underlined, and below it what can be done about each. */
export function WordsBox({ title, name, value, rows, checked, labelOf, onChange, take }: WordsBoxProps) {
  const behind = useRef<HTMLDivElement>(null)
  const numbers = checked?.numbers.filter(({ part }) => part === name) ?? []
  const repeated = checked?.repeated.filter(({ part }) => part === name) ?? []
  // What is no single number: a year, a numbering, a name. All of it stands below the first part.
  const shown = new Set(checked?.numbers.map(({ message }) => message))
  const others =
    name === 'overall'
      ? (checked?.findings.filter(({ verdict, message }) => verdict !== 'unknown' && !shown.has(message)) ?? [])
      : []
  const bind = ({ from, to }: NumberInWords, figure: string) => {
    const unit = value.slice(from, to).replace(/^[\d.,\s]+/, '')
    onChange(`${value.slice(0, from)}{{${figure}}}${unit}${value.slice(to)}`)
  }
  return (
    <>
      <div className="report-words">
        <div ref={behind} className="report-words-behind" aria-hidden="true">
          {marked(value, numbers)}
        </div>
        <textarea
          ref={take}
          aria-label={title}
          rows={rows}
          maxLength={20_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (behind.current) behind.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
      {name === 'overall' && checked && (
        <p className={checked.characters > checked.limit ? 'report-words-over' : 'nil'} role="status">
          {checked.characters} 字
          {checked.characters > checked.limit ? `，超过约 ${checked.limit} 字的要求，请精简` : ''}
        </p>
      )}
      {(numbers.length > 0 || repeated.length > 0 || others.length > 0) && (
        <ul className="report-words-list">
          {numbers.map((number) => (
            <li key={`${number.from} ${number.to}`} className={number.verdict}>
              <q>{around(value, number)}</q> {number.message ?? '这个数没有绑定数字，数据变动后不会跟着变。'}{' '}
              {number.figures.map((figure) => (
                <Button key={figure} size="small" onClick={() => bind(number, figure)}>
                  绑定：{labelOf.get(figure) ?? figure}
                </Button>
              ))}
            </li>
          ))}
          {others.map(({ rule, message }) => (
            <li key={`${rule} ${message}`} className="contradicting">
              {message}
            </li>
          ))}
          {repeated.map(({ from, to, lastYear }) => (
            <li key={`${from} ${to} again`} className="repeated">
              <q>{value.slice(from, to).trim()}</q> 与上一年度报告的“{lastYear.trim()}”基本相同，请按今年的情况改写。
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function marked(text: string, numbers: readonly NumberInWords[]) {
  const pieces = []
  let at = 0
  for (const { from, to, verdict } of numbers) {
    if (from < at) continue
    pieces.push(text.slice(at, from))
    pieces.push(
      <mark key={from} className={verdict}>
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  // The last line end has no height of its own without something after it.
  pieces.push(`${text.slice(at)}\n`)
  return pieces
}

/** The number with the words before it. */
function around(text: string, { from, to }: NumberInWords): string {
  return text.slice(Math.max(0, from - 10), to).replace(/^.*[。；\n]/s, '')
}
