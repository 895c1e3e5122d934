import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import * as contract from '../../api/contract/redaction.ts'
import { readAgain } from '../ask.ts'
import { call } from '../client.ts'
import { sizeText } from '../documents/words.ts'
import { minuteText } from '../parts/day.ts'
import type { useAct } from '../parts/use-act.tsx'

interface Props {
  found: contract.MaterialPage
  busy: boolean
  mayChange: boolean
  act: ReturnType<typeof useAct>['act']
}

/** The file made of a material: how far it is, what was proved, its ledger, and whether it goes to the applicant. */
export function Outputs({ found, busy, mayChange, act }: Props) {
  const { material } = found
  const [latest] = material.outputs
  const [told, setTold] = useState<string | null>(null)
  const again = () => readAgain(contract.readMaterial, contract.listMaterial)
  const make = () =>
    act(async () => {
      setTold(null)
      await call(contract.askForOutput, { params: { id: material.id }, body: { version: material.version } })
      await again()
    })
  const issue = (id: number) =>
    act(async () => {
      const { proposes } = await call(contract.issueOutput, { params: { id } })
      setTold(
        proposes === 'partial'
          ? '已列入提供给申请人的文件。文件中有遮盖，建议结论为“部分公开”，这件申请在表三中只计一次。'
          : '已列入提供给申请人的文件。',
      )
      await again()
    })
  const takeBack = (id: number) =>
    act(async () => {
      setTold(null)
      await call(contract.takeBackIssue, { params: { id } })
      await again()
    }, '已撤下')
  const working = latest?.state === 'asked' || latest?.state === 'making'
  const stale = latest && latest.markedVersion !== material.version
  return (
    <section className="panel" aria-labelledby="output-heading">
      <h2 id="output-heading">遮盖件</h2>
      {told && <Alert type="success" showIcon role="status" title={told} style={{ marginBottom: 12 }} />}
      {mayChange && (!latest || stale || latest.state === 'failed') && !working && (
        <>
          {stale && latest.state === 'made' && <p>制作以后标记有改动，请重新制作。</p>}
          {material.proposed > 0 && <p>还有 {material.proposed} 处没有决定，决定后才能制作。</p>}
          <Button type="primary" disabled={busy || material.proposed > 0} onClick={make}>
            {latest ? '重新制作' : '制作遮盖件'}
          </Button>
        </>
      )}
      {!latest && <p className="nil">每一页都转成图像，遮盖的内容真正去除；完成后自动检验。</p>}
      {working && (
        <div role="status">
          正在制作和检验：{latest.pagesDone} / {material.pages.length} 页。可以离开这一页，完成后再来。
          <Progress
            percent={Math.round((latest.pagesDone / material.pages.length) * 100)}
            size="small"
            aria-label="制作进度"
          />
        </div>
      )}
      {latest?.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title="制作没有成功"
          description="原件没有变化。请重新制作；多次不成功的，把原件分成几份，或者重新“打印到”PDF 后再上传。"
          style={{ marginTop: 12 }}
        />
      )}
      {latest?.state === 'made' && latest.proof && (
        <>
          <p className="nil spaced">
            制作于 {latest.madeAt && minuteText(latest.madeAt)}，{latest.size !== null && sizeText(latest.size)}
          </p>
          {latest.proof.holds ? (
            <h3>
              检验通过：{latest.proof.boxes} 处遮盖，其中 {latest.proof.withWords} 处下面有文字，均已去除
            </h3>
          ) : (
            <Alert type="error" showIcon title="检验没有通过，不能提供给申请人" />
          )}
          <ul className="proof">
            {latest.proof.checks.map(({ name, against }) => (
              <li key={name}>
                {against === null ? '✓' : '✗'} {name}
                {against !== null && `：${against}`}
              </li>
            ))}
          </ul>
          {latest.proof.elsewhere.length > 0 && (
            <Alert
              type="warning"
              showIcon
              style={{ marginTop: 12 }}
              title="被遮盖的文字在别处仍然可见，请确认是否有意保留"
              description={latest.proof.elsewhere.map(({ page, count }) => `第 ${page} 页 ${count} 处`).join('、')}
            />
          )}
          {latest.summary && (
            <>
              <h3 className="spaced">页面登记（可以写入答复书）</h3>
              <p>{latest.summary}</p>
            </>
          )}
          <ul className="proof">
            <li>
              <a href={`/api/redactions/${latest.id}/file.pdf`}>下载遮盖件（PDF）</a>
            </li>
            <li>
              <a href={`/api/redactions/${latest.id}/text.txt`}>下载文字版</a>
            </li>
            <li>
              <a href={`/api/redactions/${latest.id}/ledger.csv`}>下载登记表（CSV）</a>
            </li>
          </ul>
          <p className="nil">
            SHA-256：<code className="hash">{latest.sha256}</code>
          </p>
          {mayChange &&
            (latest.issuedAt ? (
              <Button disabled={busy} onClick={() => takeBack(latest.id)}>
                从答复中撤下
              </Button>
            ) : (
              !stale &&
              latest.proof.holds && (
                <Button type="primary" disabled={busy} onClick={() => issue(latest.id)}>
                  列入答复
                </Button>
              )
            ))}
        </>
      )}
    </section>
  )
}
