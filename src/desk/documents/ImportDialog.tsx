import { Alert, Button, Modal, TreeSelect } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import * as contract from '../../api/contract/documents.ts'
import { call, upload } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { again } from './again.ts'
import { useColumns } from './columns.ts'
import type { Typed } from './typed.ts'

function WordFile({ onChange }: { onChange(file: File | null): void }) {
  return (
    <p className="upload">
      <label htmlFor="word-file">选择 Word 文件（.docx，不超过 50 MB）</label>
      <input
        id="word-file"
        type="file"
        accept=".docx"
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
    </p>
  )
}

/** Begins a draft with what a Word document says: title, number, text, pictures. */
export function ImportAsDraft() {
  const go = useNavigate()
  const { tree } = useColumns()
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [columnId, setColumn] = useState<number | null>(null)
  const { busy, problem, act } = useAct()
  const send = () =>
    act(async () => {
      if (!file || !columnId) return
      const { id, warnings } = await upload<contract.WordDrafted>(
        `/documents/imports?columnId=${columnId}`,
        file,
        () => {},
      )
      await again()
      void go(`/documents/${id}?edit=1`, { state: { warnings } })
    })
  return (
    <>
      <Button onClick={() => setOpen(true)}>从 Word 导入</Button>
      {open && (
        <Modal
          open
          title="从 Word 导入"
          okText="导入为草稿"
          cancelText="取消"
          okButtonProps={{ disabled: !file || !columnId }}
          confirmLoading={busy}
          onCancel={() => setOpen(false)}
          onOk={() => void send()}
        >
          <ProblemNote problem={problem} />
          <p>标题、文号、正文、表格和图片一起导入，保存为草稿，您再核对和补充。</p>
          <WordFile onChange={setFile} />
          <p>
            <label htmlFor="import-column">栏目</label>
            <TreeSelect
              id="import-column"
              style={{ width: '100%' }}
              treeData={tree}
              treeDefaultExpandAll
              showSearch
              treeNodeFilterProp="title"
              value={columnId}
              onChange={setColumn}
            />
          </p>
        </Modal>
      )}
    </>
  )
}

/** Replaces what stands in the form with what a Word document says; nothing is saved by it, and 撤销 takes it back. */
export function ImportIntoDraft({ found, take }: { found: contract.DocumentView; take(change: Typed): void }) {
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [warnings, setWarnings] = useState<string[]>([])
  const { busy, problem, act } = useAct()
  const send = () =>
    act(async () => {
      if (!file) return
      const { version } = await call(contract.readDocument, { params: { id: found.id } })
      const path = `/documents/${found.id}/imports?version=${version}`
      const read = await upload<contract.WordRead>(path, file, () => {})
      take({
        body: read.body,
        ...(read.title ? { title: read.title.slice(0, 200) } : {}),
        ...(read.documentNumber ? { documentNumber: read.documentNumber } : {}),
      })
      setWarnings(read.warnings)
      setOpen(false)
      await again()
    })
  return (
    <>
      <p>
        <Button onClick={() => setOpen(true)}>用 Word 文件替换正文</Button>
      </p>
      <ImportWarnings warnings={warnings} />
      {open && (
        <Modal
          open
          title="用 Word 文件替换正文"
          okText="替换"
          cancelText="取消"
          okButtonProps={{ disabled: !file }}
          confirmLoading={busy}
          onCancel={() => setOpen(false)}
          onOk={() => void send()}
        >
          <ProblemNote problem={problem} />
          <p>正在填写的标题和正文会换成文件里的内容；还没有保存，可以用正文上方的“撤销”退回。</p>
          <WordFile onChange={setFile} />
        </Modal>
      )}
    </>
  )
}

export function ImportWarnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title="已导入，请核对以下内容"
      description={
        <ul>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      }
      style={{ marginBottom: 12 }}
    />
  )
}
