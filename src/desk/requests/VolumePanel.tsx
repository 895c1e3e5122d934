import { Button, Select } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/caseload.ts'
import { readRequest } from '../../api/contract/requests.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call } from '../client.ts'
import { dayText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { retentionText } from './words.ts'

type Retention = keyof typeof retentionText

/** The volume of a closed case: what is in it, what it lacks, how long it is kept. */
export function VolumePanel({ id, concludedOn }: { id: number; concludedOn: string | null }) {
  const { data } = useAsk(contract.readVolume, { params: { id } })
  const [retention, setRetention] = useState<Retention>('10-years')
  const { busy, problem, act } = useAct()
  if (!data) return null
  const file = () =>
    act(async () => {
      await call(contract.fileVolume, { params: { id }, body: { retention } })
      await readAgain(contract.readVolume, readRequest)
    }, '已归档')
  return (
    <section className="panel">
      <h2>案卷</h2>
      <p>目录：{['封面', ...data.parts].join('、')}。</p>
      {data.missing.length > 0 ? (
        <>
          <p>还缺：</p>
          <ul>
            {data.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>材料齐全，可以归档。</p>
      )}
      {data.filed && (
        <p>
          {dayText(data.filed.filedOn)}归档，保管期限{retentionText[data.filed.retention]}
          {data.filed.keepUntil && `，保管至 ${data.filed.keepUntil}`}。
        </p>
      )}
      <ProblemNote problem={problem} />
      <p className="actions">
        <a href={`/api/requests/${id}/volume.pdf`}>下载案卷 PDF</a>
        {concludedOn && (
          <a href={`/api/requests/hand-over-list.xlsx?year=${concludedOn.slice(0, 4)}`}>
            {concludedOn.slice(0, 4)} 年移交清单
          </a>
        )}
        {data.mayFile && (
          <>
            <Select<Retention>
              aria-label="保管期限"
              value={retention}
              onChange={setRetention}
              options={Object.entries(retentionText).map(([value, label]) => ({ value: value as Retention, label }))}
              style={{ width: 110 }}
            />
            <Button loading={busy} onClick={() => void file()}>
              {data.filed ? '更改保管期限' : '归档'}
            </Button>
          </>
        )}
      </p>
    </section>
  )
}
