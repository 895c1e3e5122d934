import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import * as contract from '../../api/contract/session.ts'
import { asked } from '../ask.ts'
import { ApiProblem, call, onSessionEnd } from '../client.ts'

interface Signed {
  session: contract.Session
  signOut(): void
  reload(): Promise<void>
}

const SessionContext = createContext<Signed | null>(null)

export function useSession(): Signed {
  const signed = useContext(SessionContext)
  if (!signed) throw new Error('only inside the session')
  return signed
}

function words(error: unknown): string {
  return error instanceof ApiProblem ? error.message : '出现意外错误，请重试'
}

function SignInForm({ account, onSigned }: { account?: string; onSigned(session: contract.Session): void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (typed: { account: string; password: string }) => {
    setBusy(true)
    try {
      onSigned(await call(contract.signIn, { body: typed }))
    } catch (error) {
      setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ account }}>
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} role="alert" />}
      <Form.Item name="account" label="账号" rules={[{ required: true, message: '请输入账号' }]}>
        <Input autoComplete="username" autoFocus={!account} readOnly={account !== undefined} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" autoFocus={account !== undefined} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block>
        登录
      </Button>
    </Form>
  )
}

/** Nothing is shown before somebody has signed in. When the session ends, one signs in again in place: nothing typed is lost. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<contract.Session | null>(null)
  const [known, setKnown] = useState(false)
  const [waiting, setWaiting] = useState<((back: boolean) => void)[]>([])
  const current = useRef<contract.Session | null>(null)
  current.current = session

  const reload = async () => setSession(await call(contract.readSession, {}))
  useEffect(() => {
    call(contract.readSession, {})
      .then(setSession, () => {})
      .finally(() => setKnown(true))
    onSessionEnd(() => {
      if (!current.current) return Promise.resolve(false)
      return new Promise<boolean>((resolve) => setWaiting((others) => [...others, resolve]))
    })
    return () => onSessionEnd(null)
  }, [])

  const signOut = () => {
    void call(contract.signOut, {}).catch(() => {})
    asked.clear()
    setSession(null)
  }
  if (!known) return null
  if (!session) {
    return (
      <main className="sign-in">
        <h1>政务公开工作台</h1>
        <SignInForm onSigned={setSession} />
      </main>
    )
  }
  return (
    <SessionContext.Provider value={{ session, signOut, reload }}>
      {session.staff.mustChangePassword ? <PasswordDialog onClose={() => void reload()} first /> : children}
      <Modal open={waiting.length > 0} title="请重新登录" footer={null} closable={false} mask={{ closable: false }}>
        <p>您有一段时间没有操作，登录已过期。页面上填写的内容都在，登录后会继续刚才的操作。</p>
        <SignInForm
          account={session.staff.account}
          onSigned={(again) => {
            const same = again.staff.id === session.staff.id
            setSession(again)
            for (const resolve of waiting) resolve(same)
            setWaiting([])
          }}
        />
      </Modal>
    </SessionContext.Provider>
  )
}

export function PasswordDialog({ onClose, first = false }: { onClose(): void; first?: boolean }) {
  const { message } = App.useApp()
  const [problem, setProblem] = useState<string | null>(null)
  const [form] = Form.useForm()
  const submit = async ({ current, next }: { current: string; next: string }) => {
    try {
      await call(contract.changePassword, { body: { current, next } })
      void message.success('密码已修改，其他设备上的登录已退出')
      onClose()
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Modal
      open
      title={first ? '首次登录，请先修改密码' : '修改密码'}
      onCancel={onClose}
      closable={!first}
      cancelButtonProps={first ? { hidden: true } : {}}
      okText="修改"
      onOk={() => form.submit()}
    >
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: '请输入当前密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="至少 10 个字符"
          rules={[{ required: true, message: '请输入新密码' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次新密码"
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的新密码不一致')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
