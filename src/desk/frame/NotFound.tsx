import { Link } from 'react-router'

export function NotFound() {
  return (
    <section className="panel">
      <h1>没有这个页面</h1>
      <p>
        网址可能输错了。可以回到<Link to="/">工作台</Link>。
      </p>
    </section>
  )
}
