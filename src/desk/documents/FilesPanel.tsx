import { Alert, Button, Modal, Progress } from 'antd'
import { type ChangeEvent, useState } from 'react'
import * as contract from '../../api/contract/documents.ts'
import { ApiProblem, call, reach, upload } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { fileAt, onPortal } from './addresses.ts'
import { again } from './again.ts'
import { AltField, type ChosenPicture } from './Editor.tsx'
import { sizeText } from './words.ts'

const accepted = '.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ofd,.jpg,.jpeg,.png'
const pictures = '.jpg,.jpeg,.png'

interface Props {
  found: contract.DocumentView
}

/**
 * Adds a file to the document as it is now. A text somebody saved meanwhile does not stand against that: the act is tried
 * once more on what is there.
 */
async function add(
  found: contract.DocumentView,
  file: File,
  { role, alt }: { role: 'file' | 'picture'; alt: string },
  onProgress: (share: number) => void,
): Promise<contract.FileAdded> {
  if (file.size > contract.largestFile) throw new ApiProblem(413, `“${file.name}”太大，每个文件不超过 50 MB`)
  const send = async () => {
    const { version } = await call(contract.readDocument, { params: { id: found.id } })
    const asked = new URLSearchParams({ version: String(version), role, alt })
    return upload<contract.FileAdded>(`/documents/${found.id}/files?${asked}`, file, onProgress)
  }
  try {
    return await send()
  } catch (error) {
    if (error instanceof ApiProblem && error.refused === 'changed-meanwhile') return send()
    throw error
  }
}

/** 附件: what goes with a text, in its order. */
export function FilesPanel({ found }: Props) {
  const { busy, problem, act } = useAct()
  const [share, setShare] = useState<{ name: string; share: number } | null>(null)
  const [warnings, setWarnings] = useState<string[]>([])
  const [cleaned, setCleaned] = useState<string | null>(null)
  const open = found.may.includes('revise') && found.stage === 'draft'
  const params = { id: found.id }
  const files = found.files.filter(({ role }) => role === 'file')
  const inText = found.files.filter(({ role }) => role === 'picture')
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])]
    event.target.value = ''
    setWarnings([])
    setCleaned(null)
    void act(async () => {
      try {
        for (const file of chosen) {
          setShare({ name: file.name, share: 0 })
          const added = await add(found, file, { role: 'file', alt: '' }, (now) =>
            setShare({ name: file.name, share: now }),
          )
          setWarnings((before) => [...before, ...added.warnings.map((warning) => `${file.name}：${warning}`)])
        }
      } finally {
        setShare(null)
        await again()
      }
    })
  }
  const reorder = (order: number[]) =>
    act(async () => {
      await call(contract.orderFiles, {
        params,
        body: { version: found.version, order: [...order, ...inText.map(({ id }) => id)] },
      })
      await again()
    })
  const move = (place: number, step: number) => {
    const order = files.map(({ id }) => id)
    const [moved] = order.splice(place, 1)
    if (moved !== undefined) order.splice(place + step, 0, moved)
    void reorder(order)
  }
  const remove = (fileId: number) =>
    act(async () => {
      await call(contract.detachFile, { params: { ...params, fileId }, body: { version: found.version } })
      await again()
    }, '已删除')
  // What hides in a file stands beside it as long as it is there.
  const beside = new Set(found.files.flatMap(({ name, hidden }) => hidden.map((one) => `${name}：${one}`)))
  const others = warnings.filter((warning) => !beside.has(warning))
  const clean = (fileId: number, name: string) =>
    act(async () => {
      const path = `/documents/${found.id}/files/${fileId}/clean-copy?version=${found.version}`
      const answer = await reach(path, { method: 'POST' })
      const { removed } = (await answer.json()) as contract.FileCleaned
      setCleaned(`${name} 已换成清洁副本，去掉了：${removed.join('；')}`)
      setWarnings((before) => before.filter((warning) => !warning.startsWith(`${name}：`)))
      await again()
    })
  if (!open && found.files.length === 0) return null
  return (
    <section className="panel" aria-labelledby="files-heading">
      <h2 id="files-heading">附件</h2>
      <ProblemNote problem={problem} />
      {others.length > 0 && (
        <Alert
          type="warning"
          showIcon
          closable
          role="status"
          title="已上传，请检查文件里公众不应看到的内容"
          description={
            <ul>
              {others.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {cleaned && <Alert type="success" showIcon role="status" title={cleaned} style={{ marginBottom: 12 }} />}
      {files.length > 0 && (
        <ol className="files">
          {files.map((file, place) => (
            <li key={file.id}>
              <a href={fileAt(file.id)} target="_blank" rel="noreferrer">
                {file.name}
              </a>{' '}
              <span className="nil">
                {sizeText(file.size)}
                {file.pages !== null && `，${file.pages} 页`}
              </span>
              {open && (
                <span className="file-acts">
                  <Button
                    size="small"
                    aria-label={`上移 ${file.name}`}
                    disabled={place === 0 || busy}
                    onClick={() => move(place, -1)}
                  >
                    上移
                  </Button>
                  <Button
                    size="small"
                    aria-label={`下移 ${file.name}`}
                    disabled={place === files.length - 1 || busy}
                    onClick={() => move(place, 1)}
                  >
                    下移
                  </Button>
                  <Button
                    size="small"
                    aria-label={`删除 ${file.name}`}
                    disabled={busy}
                    onClick={() => void remove(file.id)}
                  >
                    删除
                  </Button>
                </span>
              )}
              <HiddenIn file={file} open={open} busy={busy} clean={() => void clean(file.id, file.name)} />
            </li>
          ))}
        </ol>
      )}
      {files.length === 0 && <p className="nil">没有附件。</p>}
      {inText.length > 0 && (
        <>
          <h3>正文图片</h3>
          <ul className="files">
            {inText.map((file) => (
              <li key={file.id}>
                <a href={fileAt(file.id)} target="_blank" rel="noreferrer">
                  {file.name}
                </a>{' '}
                <span className="nil">{file.alt ?? '没有图片说明'}</span>
                {open && !found.body.includes(`"/fujian/${file.id}/`) && (
                  <span className="file-acts">
                    <Button
                      size="small"
                      aria-label={`删除 ${file.name}`}
                      disabled={busy}
                      onClick={() => void remove(file.id)}
                    >
                      删除
                    </Button>
                  </span>
                )}
                <HiddenIn file={file} open={open} busy={busy} clean={() => void clean(file.id, file.name)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {share && (
        <div role="status">
          正在上传 {share.name}
          <Progress percent={Math.round(share.share * 100)} aria-label={`上传进度 ${share.name}`} />
        </div>
      )}
      {open && (
        <p className="upload">
          <label htmlFor="add-files">添加附件</label>
          <input id="add-files" type="file" multiple accept={accepted} disabled={busy} onChange={choose} />
          <span className="nil">PDF、Word、Excel、PowerPoint、OFD 和 JPG、PNG 图片，每个不超过 50 MB；不收压缩包</span>
        </p>
      )}
    </section>
  )
}

/** What readers do not see in a file, and the way to a copy without it. */
function HiddenIn({
  file: { name, hidden, cleanable },
  open,
  busy,
  clean,
}: {
  file: contract.DocumentView['files'][number]
  open: boolean
  busy: boolean
  clean(): void
}) {
  if (!open || hidden.length === 0) return null
  return (
    <div className="masking">
      {hidden.join('；')}。
      {cleanable ? (
        <Button size="small" disabled={busy} aria-label={`生成清洁副本 ${name}`} onClick={clean}>
          生成清洁副本
        </Button>
      ) : (
        '请在原来的程序里清理后重新导出，再换掉这个附件；不要在导出的文件上涂黑。'
      )}
    </div>
  )
}

/** Gives a picture for the text: one the document has, or a new one with its words. */
export function PictureDialog({
  found,
  picked,
  close,
}: Props & { picked(picture: ChosenPicture): void; close(): void }) {
  const { busy, problem, act } = useAct()
  const [file, setFile] = useState<File | null>(null)
  const [alt, setAlt] = useState('')
  const [share, setShare] = useState<number | null>(null)
  const there = found.files.filter(({ mediaType }) => mediaType.startsWith('image/'))
  const send = () =>
    act(async () => {
      if (!file) return
      const { id } = await add(found, file, { role: 'picture', alt }, setShare).finally(() => setShare(null))
      await again()
      picked({ src: onPortal({ id, name: file.name }), alt: alt.trim() })
    })
  return (
    <Modal
      open
      title="插入图片"
      okText="上传并插入"
      cancelText="取消"
      okButtonProps={{ disabled: !file || alt.trim() === '' }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void send()}
    >
      <ProblemNote problem={problem} />
      <p className="upload">
        <label htmlFor="picture-file">选择图片（JPG 或 PNG，不超过 50 MB）</label>
        <input
          id="picture-file"
          type="file"
          accept={pictures}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </p>
      <AltField value={alt} onChange={setAlt} />
      {share !== null && <Progress percent={Math.round(share * 100)} aria-label="上传进度" />}
      {there.length > 0 && (
        <>
          <h3>或者用已经上传的图片</h3>
          <ul className="pictures">
            {there.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => picked({ src: onPortal(one), alt: one.alt ?? alt.trim() })}>
                  <img src={fileAt(one.id)} alt={one.alt ?? one.name} />
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}
