import { citationText } from '../../law/citation.ts'
import { type OutcomeCode, outcomes } from '../../law/requests/outcome.ts'
import type { PublicAnswer } from '../../records/answers/for-public.ts'
import { Day } from '../days.tsx'
import type { Frame } from '../frame.ts'
import { Layout } from '../layout.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Pager } from '../parts/pager.tsx'
import { Prose } from '../parts/prose.tsx'
import { paths } from '../paths.ts'
import { requestsColumn, requestsTrail } from './trail.ts'

export const answerGroups = [...new Set(Object.values(outcomes).map(({ group }) => group))]

export function outcomeText(code: OutcomeCode): string {
  const { group, label } = outcomes[code]
  return group === label ? group : `${group}：${label}`
}

export interface AnswersProps {
  frame: Frame
  answers: readonly PublicAnswer[]
  total: number
  page: number
  pages: number
  years: readonly number[]
  filter: { group: string; year: string; text: string }
}

export function AnswersPage({ frame, answers, total, page, pages, years, filter }: AnswersProps) {
  return (
    <Layout
      frame={frame}
      title="依申请公开答复选登"
      column={requestsColumn}
      trail={requestsTrail({ name: '答复选登', href: null })}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>依申请公开答复选登</h1>
        <p>对公众有参考价值的答复摘要，已隐去申请人信息。申请之前先看一看，也许已经有您要的答案。</p>
        <form method="get" action={paths.answers} className="answer-filter">
          <div className="field">
            <label htmlFor="q">主题</label>
            <input type="search" id="q" name="q" defaultValue={filter.text} maxLength={100} />
          </div>
          <div className="field">
            <label htmlFor="outcome">结论</label>
            <select id="outcome" name="outcome" defaultValue={filter.group}>
              <option value="">全部</option>
              {answerGroups.map((group) => (
                <option key={group}>{group}</option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="year">年份</label>
            <select id="year" name="year" defaultValue={filter.year}>
              <option value="">全部</option>
              {years.map((year) => (
                <option key={year}>{year}</option>
              ))}
            </select>
          </div>
          <button type="submit" className="button">
            筛选
          </button>
        </form>
        <p role="status">共 {total} 条</p>
        {answers.length === 0 ? (
          <EmptyState title="没有符合条件的答复">
            <p>换个说法，或者清空条件再试。</p>
          </EmptyState>
        ) : (
          <ul className="rows answers">
            {answers.map(({ id, title, outcome, answeredOn }) => (
              <li key={id}>
                <div>
                  <a href={paths.answer(id)}>{title}</a>
                  <span className="more">{outcomeText(outcome)}</span>
                </div>
                <Day on={answeredOn} />
              </li>
            ))}
          </ul>
        )}
        <Pager url={frame.visit.url} page={page} pages={pages} />
        <p className="subscribe">
          订阅：<a href={paths.feed('xuandeng', 'xml')}>RSS</a> <a href={paths.feed('xuandeng', 'atom')}>Atom</a>{' '}
          <a href={paths.feed('xuandeng', 'json')}>JSON Feed</a>
        </p>
      </div>
    </Layout>
  )
}

export function AnswerPage({ frame, answer }: { frame: Frame; answer: PublicAnswer }) {
  return (
    <Layout
      frame={frame}
      title={answer.title}
      column={requestsColumn}
      trail={requestsTrail({ name: '答复选登', href: paths.answers }, { name: answer.title, href: null })}
      section={paths.disclosure}
    >
      <div className="reading">
        <h1>{answer.title}</h1>
        <dl className="facts">
          <div>
            <dt>结论</dt>
            <dd>{outcomeText(answer.outcome)}</dd>
          </div>
          <div>
            <dt>依据</dt>
            <dd>{citationText(outcomes[answer.outcome].cite)}</dd>
          </div>
          <div>
            <dt>答复日期</dt>
            <dd>
              <Day on={answer.answeredOn} />
            </dd>
          </div>
        </dl>
        <Prose text={answer.summary} under={1} />
        <p>
          <a href={paths.answers}>返回答复选登</a>
        </p>
      </div>
    </Layout>
  )
}
