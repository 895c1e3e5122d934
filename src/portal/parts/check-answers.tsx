export interface Answer {
  question: string
  /** null: left empty */
  answer: string | null
}

export interface AnswerGroup {
  title: string
  answers: readonly Answer[]
  /** where to change the answers of this group; null once they can no longer be changed */
  changeHref: string | null
}

export function CheckAnswers({ groups }: { groups: readonly AnswerGroup[] }) {
  return groups.map(({ title, answers, changeHref }) => (
    <section className="check-answers" key={title}>
      <header>
        <h2>{title}</h2>
        {changeHref && (
          <a href={changeHref}>
            修改<span className="sr">{title}</span>
          </a>
        )}
      </header>
      <dl>
        {answers.map(({ question, answer }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer ?? <span className="nil">未填写</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
