import { Input, Modal } from 'antd'
import { type DragEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import * as contract from '../../api/contract/audits.ts'
import { readAgain } from '../ask.ts'
import { call, upload } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'

const accepted = '.html,.htm,.txt,.md,.xml,.json,.doc,.docx,.pdf,.xlsx'

/** Starts a run: files dropped or chosen, addresses pasted. What was already sent is not sent again after a no. */
export function NewRun({ onClose }: { onClose(): void }) {
  const go = useNavigate()
  const { busy, problem, act } = useAct()
  const [name, setName] = useState('')
  const [addresses, setAddresses] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [run, setRun] = useState<number | null>(null)
  const [sent, setSent] = useState(0)
  const [total, setTotal] = useState(0)
  const add = (more: FileList | null) => {
    const chosen = [...(more ?? [])]
    const same = (a: File) => (b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified
    setFiles((known) => [...known, ...chosen.filter((file) => !known.some(same(file)))])
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    add(event.dataTransfer.files)
  }
  const start = () =>
    act(async () => {
      const given = addresses
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
      const id = run ?? (await call(contract.openAuditRun, { body: { name, addresses: given } })).id
      setRun(id)
      setTotal(sent + files.length)
      for (const file of files) {
        await upload(`/audit-runs/${id}/files`, file, () => {})
        setFiles((left) => left.filter((one) => one !== file))
        setSent((count) => count + 1)
      }
      await call(contract.startAuditRun, { params: { id } })
      await readAgain(contract.listAuditRuns)
      void go(`/audits/${id}`)
    })
  return (
    <Modal
      open
      title="新建核对"
      okText="开始核对"
      cancelText="取消"
      onOk={start}
      onCancel={onClose}
      confirmLoading={busy}
      maskClosable={false}
    >
      <ProblemNote problem={problem} />
      <label htmlFor="run-name">名称</label>
      <Input
        id="run-name"
        value={name}
        maxLength={100}
        disabled={run !== null}
        placeholder="例如：各县区 2025 年度报告"
        onChange={({ target }) => setName(target.value)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same files are chosen with the field inside */}
      <div className="drop-files" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <label htmlFor="run-files">报告文件：把文件拖到这里，或者选择（可多选）</label>
        <input
          id="run-files"
          type="file"
          multiple
          accept={accepted}
          disabled={busy}
          onChange={({ target }) => {
            add(target.files)
            target.value = ''
          }}
        />
        <p className="nil">网页、文本、Word（.docx .doc）、有文字的 PDF、Excel（.xlsx），每份不超过 32 MB</p>
        {files.length > 0 && (
          <ul className="chosen-files" aria-label="已选择的文件">
            {files.map((file) => (
              <li key={`${file.name} ${file.lastModified} ${file.size}`}>
                {file.name}{' '}
                {!busy && (
                  <button
                    type="button"
                    className="link"
                    aria-label={`移除 ${file.name}`}
                    onClick={() => setFiles(files.filter((one) => one !== file))}
                  >
                    移除
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <label htmlFor="run-addresses">网址（每行一个，可不填）</label>
      <Input.TextArea
        id="run-addresses"
        rows={3}
        value={addresses}
        disabled={run !== null}
        onChange={({ target }) => setAddresses(target.value)}
      />
      <p role="status">{total > 0 && `已上传 ${sent} / ${total} 份`}</p>
    </Modal>
  )
}
