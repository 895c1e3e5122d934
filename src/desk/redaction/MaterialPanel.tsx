import { Alert, Button, Popconfirm, Progress, Tag } from 'antd'
import { type ChangeEvent, useState } from 'react'
import { Link } from 'react-router'
import * as contract from '../../api/contract/redaction.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, upload } from '../client.ts'
import { sizeText } from '../documents/words.ts'
import { minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

const accepted = '.pdf,.jpg,.jpeg,.png'

/** 检索到的材料: what was found for a request, what is covered in it, and what goes to the applicant. */
export function MaterialPanel({ requestId, open }: { requestId: number; open: boolean }) {
  const { data } = useAsk(contract.listMaterial, { params: { id: requestId } })
  const { busy, problem, act } = useAct()
  const [share, setShare] = useState<{ name: string; share: number } | null>(null)
  if (!data) return null
  const mayChange = open && data.may.includes('change')
  if (data.materials.length === 0 && !mayChange) return null
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])]
    event.target.value = ''
    void act(async () => {
      try {
        for (const file of chosen) {
          setShare({ name: file.name, share: 0 })
          await upload(`/requests/${requestId}/material`, file, (now) => setShare({ name: file.name, share: now }))
        }
      } finally {
        setShare(null)
        await readAgain(contract.listMaterial)
      }
    })
  }
  const remove = (id: number) =>
    act(async () => {
      await call(contract.removeMaterial, { params: { id } })
      await readAgain(contract.listMaterial)
    }, '已移除')
  const { issued } = data
  return (
    <section className="panel" aria-labelledby="material-heading">
      <h2 id="material-heading">检索到的材料</h2>
      <ProblemNote problem={problem} />
      {data.materials.length > 0 && (
        <ul className="events material-list">
          {data.materials.map((material) => (
            <li key={material.id}>
              <Link to={`/requests/${requestId}/material/${material.id}`}>{material.name}</Link>{' '}
              <span className="nil">{material.pages.length} 页</span> <MaterialState material={material} />
              <div className="who">
                {material.addedBy} 添加于 {minuteText(material.addedAt)}
                {mayChange && !material.outputs.some(({ issuedAt }) => issuedAt) && (
                  <Popconfirm
                    title="移除这份材料？"
                    okText="移除"
                    cancelText="取消"
                    onConfirm={() => remove(material.id)}
                  >
                    <Button type="link" size="small" aria-label={`移除 ${material.name}`}>
                      移除
                    </Button>
                  </Popconfirm>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <p className="upload">
          <label htmlFor="add-material">添加材料</label>
          <input id="add-material" type="file" multiple accept={accepted} onChange={choose} disabled={busy} />
          <span className="nil">PDF、JPG、PNG，每份不超过 50 MB、500 页。涉密文件不得上传。</span>
        </p>
      )}
      {share && (
        <div role="status">
          {share.share < 1 ? `正在上传 ${share.name}` : `正在读取 ${share.name} 的页面`}
          <Progress percent={Math.round(share.share * 100)} size="small" aria-label={`上传进度 ${share.name}`} />
        </div>
      )}
      {issued.files.length > 0 && (
        <>
          <h3 className="spaced">提供给申请人的文件</h3>
          <ul className="events">
            {issued.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/redactions/${file.id}/file.pdf`}>{file.name}</a>{' '}
                <span className="nil">
                  {sizeText(file.size)}，{file.pages} 页
                </span>
                {file.summary && <div>{file.summary}</div>}
              </li>
            ))}
          </ul>
          {issued.proposes === 'partial' && (
            <Alert
              type="info"
              showIcon
              title="建议结论：部分公开"
              description="提供的文件中有遮盖。无论几份文件，这件申请在年度报告表三中只按“部分公开”计一次。"
            />
          )}
        </>
      )}
    </section>
  )
}

function MaterialState({ material }: { material: contract.MaterialView }) {
  const [latest] = material.outputs
  const issued = material.outputs.find(({ issuedAt }) => issuedAt)
  return (
    <>
      {material.proposed > 0 && <Tag>{material.proposed} 处待决定</Tag>}
      {material.accepted > 0 && <Tag>{material.accepted} 处遮盖</Tag>}
      {latest && (latest.state === 'asked' || latest.state === 'making') && <Tag>正在制作</Tag>}
      {issued ? <Tag>已列入答复</Tag> : null}
      {issued && issued.markedVersion !== material.version && <Tag>标记有改动，列入的仍是原来的</Tag>}
    </>
  )
}
