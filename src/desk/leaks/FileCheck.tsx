import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import type { FileCheck as Result } from '../../api/contract/leaks.ts'
import { reach } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

const severityWords: Record<Result['leaks'][number]['severity'], { name: string; colour: string }> = {
  BLOCK: { name: '阻断', colour: 'error' },
  REVIEW: { name: '复核', colour: 'warning' },
  INFO: { name: '提示', colour: 'default' },
}

/** Looks into a file that is to be attached or handed out: what is in it, seen and unseen; and a clean copy where one can be made. */
export function FileCheck() {
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const { busy, problem, act, clear } = useAct()
  const form = () => {
    const body = new FormData()
    if (file) body.append('file', file)
    return body
  }
  const check = () =>
    act(async () => {
      setResult(null)
      const answer = await reach('/leaks/file-checks', { method: 'POST', body: form() })
      setResult((await answer.json()) as Result)
    })
  const download = () =>
    act(async () => {
      const answer = await reach('/leaks/file-checks/cleaned', { method: 'POST', body: form() })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download = `清理-${file?.name ?? '文件'}`
      link.click()
      URL.revokeObjectURL(link.href)
    })
  const holding = result?.leaks.filter(({ holds }) => holds).length ?? 0
  return (
    <section className="panel">
      <h2>检查文件</h2>
      <p className="nil">
        检查
        Word、Excel、PDF、OFD、幻灯片和图片：个人信息，隐藏的工作表、行、列，批注和修订，文件属性，拍摄位置，遮盖块下面的文字，修改前的内容。文件不保存。
      </p>
      <p>
        <label htmlFor="file-to-check">选择文件（不超过 10 MB）</label>{' '}
        <input
          id="file-to-check"
          type="file"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null)
            setResult(null)
            clear()
          }}
        />
      </p>
      <p className="actions">
        <Button type="primary" disabled={!file} loading={busy} onClick={() => void check()}>
          检查
        </Button>
        {result?.cleanable && (
          <Button loading={busy} onClick={() => void download()}>
            下载清理后的文件
          </Button>
        )}
      </p>
      <ProblemNote problem={problem} />
      {result && (
        <>
          <Alert
            type={result.unreadable || holding > 0 ? 'error' : 'success'}
            showIcon
            role="status"
            title={
              result.unreadable ??
              (holding > 0
                ? `有 ${holding} 处内容处理之前不能公开`
                : '没有发现不能公开的内容；只有图片的页面请人工查看')
            }
          />
          {result.leaks.length > 0 && (
            <div className="scroller" style={{ marginTop: 12 }}>
              <table className="days">
                <thead>
                  <tr>
                    <th scope="col">级别</th>
                    <th scope="col">内容</th>
                    <th scope="col">位置</th>
                    <th scope="col">原文（已遮盖）</th>
                  </tr>
                </thead>
                <tbody>
                  {result.leaks.map((leak) => (
                    <tr key={`${leak.label} ${leak.place} ${leak.excerpt}`}>
                      <td>
                        <Tag color={severityWords[leak.severity].colour}>{severityWords[leak.severity].name}</Tag>
                      </td>
                      <td>{leak.label}</td>
                      <td>{leak.place || '整个文件'}</td>
                      <td>
                        {leak.excerpt}
                        {leak.suggestion && `（应为“${leak.suggestion}”）`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  )
}
