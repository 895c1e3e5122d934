import { Alert, App } from 'antd'
import { useState } from 'react'
import { ApiProblem } from '../client.ts'

/** One act at a time: the button waits, a second click does nothing, a no of the server is shown until the next try. */
export function useAct() {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  async function act(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      await work()
      if (done) void message.success(done)
      return true
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, '出现意外错误，请重试；已填写的内容仍在'))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, act, clear: () => setProblem(null) }
}

export function ProblemNote({ problem }: { problem: ApiProblem | null }) {
  if (!problem) return null
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 12 }}
      title={problem.message}
      description={
        problem.problems.length > 0 && (
          <ul>
            {problem.problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        )
      }
    />
  )
}
