import type { ReactNode } from 'react'
import { type FactKind, relationKinds } from '../../law/publicity/normative.ts'
import type { PublicFact, PublicRelation, PublicStanding } from '../../records/normative/for-public.ts'
import { Day, dayText } from '../days.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { paths } from '../paths.ts'
import { articleText, formText, relationText, statusColour, statusText, titled } from './words.ts'

/** What did it: the document, with its address, or the clean-up. */
export function DoneBy({ fact: { by, cleanUp } }: { fact: PublicFact }) {
  if (by) return <a href={by.address}>{titled(by.title)}</a>
  return cleanUp
}

/** 有效性: the words, the day, and the document that did it, before the text is read. */
export function ForceBanner({ standing }: { standing: PublicStanding }) {
  const { status, since, decidedBy, validUntil } = standing
  const ranOut = decidedBy.kind === 'made' || decidedBy.kind === 'extended'
  const said: Record<typeof status, ReactNode> = {
    'not-yet': <>自{dayText(since)}起施行。</>,
    'in-force': (
      <>
        自{dayText(since)}起施行{validUntil && <>，有效期至{dayText(validUntil)}</>}。
      </>
    ),
    amended: (
      <>
        自{dayText(since)}起被
        <DoneBy fact={decidedBy} />
        修改，阅读时请一并查看修改的内容。
      </>
    ),
    repealed: (
      <>
        自{dayText(since)}起被
        <DoneBy fact={decidedBy} />
        废止。正文保留，仅供查阅。
      </>
    ),
    lapsed: (
      <>
        {ranOut ? (
          <>有效期至{dayText(validUntil ?? since)}，已经届满。</>
        ) : (
          <>
            自{dayText(since)}起失效
            {(decidedBy.by || decidedBy.cleanUp) && (
              <>
                （依据：
                <DoneBy fact={decidedBy} />）
              </>
            )}
            。
          </>
        )}
        正文保留，仅供查阅。
      </>
    ),
  }
  return (
    <p className={`force ${statusColour[status]}`}>
      <strong>{statusText[status]}</strong> {said[status]}
      {decidedBy.note && !ranOut && <span>{decidedBy.note}。</span>}
    </p>
  )
}

const storyText: Record<FactKind, string> = {
  made: '施行',
  amended: '修改',
  extended: '延长有效期',
  repealed: '废止',
  lapsed: '失效',
  'declared-lapsed': '宣布失效',
}

/** How a document stands to others, both ways, and what became of it. */
export function Related({
  id,
  relations,
  story,
}: {
  id: number
  relations: { from: readonly PublicRelation[]; to: readonly PublicRelation[] }
  story: readonly PublicFact[]
}) {
  const groups = (['to', 'from'] as const).flatMap((side) =>
    relationKinds.map((kind) => ({
      side,
      name: relationText[kind][side],
      entries: relations[side].filter((relation) => relation.kind === kind),
    })),
  )
  const shown = groups
    .filter(({ entries }) => entries.length > 0)
    .toSorted((a, b) => Number(b.name.includes('解读')) - Number(a.name.includes('解读')))
  const changed = story.some(({ kind }) => kind !== 'made')
  if (shown.length === 0 && !changed) return null
  return (
    <section className="related" aria-labelledby="related">
      <h2 id="related">关联信息</h2>
      {shown.map(({ side, name, entries }) => (
        <section key={`${side} ${name}`}>
          <h3>{name}</h3>
          <ul>
            {entries.map((entry) => (
              <li key={entry.id}>
                <Entry entry={entry} side={side} id={id} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {changed && (
        <section>
          <h3>效力沿革</h3>
          <ol className="story">
            {story.map((fact) => (
              <li key={fact.id}>
                <Day on={fact.effectiveOn} /> {storyText[fact.kind]}
                {fact.validUntil && <>，有效期至{dayText(fact.validUntil)}</>}{' '}
                {(fact.by || fact.cleanUp) && <DoneBy fact={fact} />}
                <span className="known">（{dayText(fact.knownOn)}公布）</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </section>
  )
}

function Entry({ entry, side, id }: { entry: PublicRelation; side: 'from' | 'to'; id: number }) {
  const { kind, other, form, byHead, articleFrom, articleTo } = entry
  // The article on the other side leads there; the one on this side, to the place on this page.
  const [there, here] = side === 'from' ? [articleTo, articleFrom] : [articleFrom, articleTo]
  const address = other.address && there && other.id ? `${other.address}#${there}` : other.address
  const outside = other.id === null && other.address !== null
  const [older, newer] = side === 'from' ? [other.id, id] : [id, other.id]
  return (
    <>
      {form && <StatusTag colour="blue">{formText[form]}</StatusTag>}
      {byHead && <StatusTag colour="purple">主要负责人解读</StatusTag>}
      {address ? (
        <a href={address} rel={outside ? 'noreferrer' : undefined}>
          {other.title}
          {there && ` ${articleText(there)}`}
        </a>
      ) : (
        <span>{other.title}</span>
      )}
      {outside && <span className="known">（{new URL(other.address ?? '').host}）</span>}
      {here && (
        <span>
          关于本页<a href={`#${here}`}>{articleText(here)}</a>
        </span>
      )}
      {kind === 'replaces' && older !== null && newer !== null && <a href={paths.compare(older, newer)}>逐条比较</a>}
    </>
  )
}
