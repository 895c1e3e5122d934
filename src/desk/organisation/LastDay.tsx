import { DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useSession } from '../frame/session.tsx'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'

/** Asks for the last day of something and ends it. */
export function LastDay({
  title,
  label,
  end,
  onClose,
}: {
  title: string
  label: string
  end(untilOn: string): Promise<unknown>
  onClose(): void
}) {
  const { session } = useSession()
  const [day, setDay] = useState(dayjs(session.today))
  const { busy, problem, act } = useAct()
  return (
    <Modal
      open
      title={title}
      okText="登记"
      cancelText="取消"
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void act(() => end(day.format('YYYY-MM-DD')).then(again), '已登记').then((done) => done && onClose())}
    >
      <ProblemNote problem={problem} />
      <p>
        <label htmlFor="last-day">{label}</label>
        <br />
        <DatePicker id="last-day" value={day} allowClear={false} onChange={(value) => value && setDay(value)} />
      </p>
    </Modal>
  )
}
