import type { Editor as TipTap } from '@tiptap/core'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { Alert, Button, Input, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import * as contract from '../../api/contract/documents.ts'
import { call } from '../client.ts'
import { markupNodes } from './markup-nodes.ts'

export interface ChosenPicture {
  src: string
  alt: string
}

type Asked = 'link' | 'picture-words' | 'caption' | 'picture' | null

/** Writes the markup documents are kept in. What is pasted is brought into it by the server, tables and lists kept. */
export function Editor({
  id,
  value = '',
  onChange,
  labelledBy,
  choosePicture,
}: {
  id?: string
  value?: string
  onChange?(html: string): void
  labelledBy: string
  /** a dialog that gives a picture of this document; without it there are none yet */
  choosePicture?: (picked: (picture: ChosenPicture) => void, close: () => void) => ReactNode
}) {
  const [asked, setAsked] = useState<Asked>(null)
  const [note, setNote] = useState<string | null>(null)
  const current = useRef<TipTap | null>(null)
  /** what the editor said it holds, and has not heard back */
  const told = useRef<string[]>([])
  const editor = useEditor({
    extensions: markupNodes,
    content: value,
    editorProps: {
      attributes: {
        class: 'letter editor',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        ...(id ? { id } : {}),
      },
      handlePaste: (_, event) => {
        const html = event.clipboardData?.getData('text/html') ?? ''
        // What was copied here is clean, and words alone need no cleaning.
        if (html === '' || html.includes('data-pm-slice') || !current.current) return false
        void paste(current.current, html).then(setNote)
        return true
      },
    },
    onUpdate: ({ editor: now }) => {
      const html = now.isEmpty ? '' : now.getHTML()
      told.current.push(html)
      onChange?.(html)
    },
  })
  current.current = editor
  useEffect(() => {
    if (!editor) return
    // What was typed comes back as a value a moment later, when more may have been typed: only what others set is taken.
    const own = told.current.indexOf(value)
    if (own >= 0) told.current.splice(0, own + 1)
    else if (value !== editor.getHTML() && !(value === '' && editor.isEmpty)) {
      told.current = []
      editor.commands.setContent(value, { emitUpdate: false })
    }
  }, [editor, value])
  const is = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      h4: now.isActive('heading', { level: 4 }),
      bold: now.isActive('bold'),
      list: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
      centre: now.isActive({ placed: 'center' }),
      right: now.isActive({ placed: 'right' }),
      picture: now.isActive('figure') || now.isActive('image'),
      table: now.isActive('table'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  })
  const run = () => editor.chain().focus()
  const tool = (label: string, active: boolean, work: () => void, disabled = false) => (
    <Button
      key={label}
      size="small"
      type={active ? 'primary' : 'default'}
      aria-pressed={active}
      disabled={disabled}
      onClick={work}
    >
      {label}
    </Button>
  )
  const place = (where: 'center' | 'right', on: boolean) => {
    const type = editor.isActive('heading') ? 'heading' : 'paragraph'
    run()
      .updateAttributes(type, { placed: on ? null : where })
      .run()
  }
  const close = () => {
    setAsked(null)
    editor.commands.focus()
  }
  return (
    <div className="editor-box">
      <div className="editor-tools" role="toolbar" aria-label="正文格式" onKeyDown={alongTheTools}>
        {tool('一级标题', is.h2, () => run().toggleHeading({ level: 2 }).run())}
        {tool('二级标题', is.h3, () => run().toggleHeading({ level: 3 }).run())}
        {tool('三级标题', is.h4, () => run().toggleHeading({ level: 4 }).run())}
        {tool('加粗', is.bold, () => run().toggleBold().run())}
        {tool('居中', is.centre, () => place('center', is.centre))}
        {tool('居右', is.right, () => place('right', is.right))}
        {tool('列表', is.list, () => run().toggleBulletList().run())}
        {tool('编号', is.numbers, () => run().toggleOrderedList().run())}
        {tool('引用', is.quote, () => run().toggleBlockquote().run())}
        {tool('链接', is.link, () => setAsked('link'))}
        {choosePicture && tool('图片', false, () => setAsked('picture'))}
        {is.picture && tool('图片说明', false, () => setAsked('picture-words'))}
        {is.table ? (
          <>
            {tool('表格标题', false, () => setAsked('caption'))}
            {tool('表头行', false, () => run().toggleHeaderRow().run())}
            {tool('表头列', false, () => run().toggleHeaderColumn().run())}
            {tool('加行', false, () => run().addRowAfter().run())}
            {tool('加列', false, () => run().addColumnAfter().run())}
            {tool('删行', false, () => run().deleteRow().run())}
            {tool('删列', false, () => run().deleteColumn().run())}
            {tool('合并或拆分', false, () => run().mergeOrSplit().run())}
            {tool('删表', false, () => run().deleteTable().run())}
          </>
        ) : (
          tool('表格', false, () => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())
        )}
        {tool('撤销', false, () => run().undo().run(), !is.undo)}
        {tool('重做', false, () => run().redo().run(), !is.redo)}
      </div>
      {note && <Alert type="info" banner closable title={note} role="status" onClose={() => setNote(null)} />}
      <EditorContent editor={editor} />
      {asked === 'link' && <LinkDialog editor={editor} close={close} />}
      {asked === 'picture-words' && <PictureWords editor={editor} close={close} />}
      {asked === 'caption' && <CaptionDialog editor={editor} close={close} />}
      {asked === 'picture' &&
        choosePicture?.((picture) => {
          editor.chain().focus().insertContent({ type: 'figure', attrs: picture }).run()
          setAsked(null)
        }, close)}
    </div>
  )
}

/** Arrow keys walk along the tools, as in any toolbar. */
function alongTheTools(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  const at = tools.indexOf(document.activeElement as HTMLButtonElement)
  if (at < 0) return
  event.preventDefault()
  tools.at((at + step) % tools.length)?.focus()
}

/** Word sends its whole style sheet with every word: neither it nor remarks are needed. */
const withoutHead = (html: string) =>
  html
    .replace(/^[\s\S]*?<body[^>]*>/i, '')
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')

/** Inserts what was pasted; tells what did not come along. */
async function paste(editor: TipTap, html: string): Promise<string | null> {
  try {
    const { html: clean, pictures } = await call(contract.cleanPasted, { body: { html: withoutHead(html) } })
    // Words of one paragraph go into the line they are pasted into.
    const alone = /^<p>((?:(?!<p[ >])[\s\S])*)<\/p>$/.exec(clean)?.[1]
    editor
      .chain()
      .focus()
      .insertContent(alone ?? clean)
      .run()
    return pictures > 0 ? `${pictures} 张图片没有随粘贴带过来，请用“图片”上传` : null
  } catch {
    const words = new DOMParser().parseFromString(html, 'text/html').body
    for (const one of words.querySelectorAll('style, script, img')) one.remove()
    editor.chain().focus().insertContent(words.innerHTML).run()
    return '内容已粘贴，但没能整理格式，请检查列表和表格'
  }
}

interface Asking {
  editor: TipTap
  close(): void
}

function LinkDialog({ editor, close }: Asking) {
  const there = String(editor.getAttributes('link')['href'] ?? '')
  const [href, setHref] = useState(there)
  const { from, to, empty } = editor.state.selection
  const selected = empty ? '' : editor.state.doc.textBetween(from, to)
  const [words, setWords] = useState(selected)
  const inText = there !== '' || !empty
  const fits = /^(?:https?:\/\/\S+|mailto:\S+|tel:\S+|\/\S*)$/i.test(href.trim())
  const set = () => {
    const link = { href: href.trim() }
    const chain = editor.chain().focus()
    if (inText) chain.extendMarkRange('link').setLink(link).run()
    else chain.insertContent({ type: 'text', text: words.trim(), marks: [{ type: 'link', attrs: link }] }).run()
    close()
  }
  return (
    <Modal
      open
      title="链接"
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: !fits || (!inText && words.trim() === '') }}
      onOk={set}
      onCancel={close}
    >
      {!inText && (
        <p>
          <label htmlFor="link-words">链接文字（写明指向什么，不要写“点击这里”）</label>
          <Input id="link-words" value={words} onChange={(event) => setWords(event.target.value)} />
        </p>
      )}
      <p>
        <label htmlFor="link-href">网址（以 https:// 开头，或者本站以 / 开头的地址）</label>
        <Input
          id="link-href"
          value={href}
          onChange={(event) => setHref(event.target.value)}
          onPressEnter={() => fits && set()}
        />
      </p>
      {there !== '' && (
        <Button
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            close()
          }}
        >
          去掉链接
        </Button>
      )}
    </Modal>
  )
}

function PictureWords({ editor, close }: Asking) {
  const type = editor.isActive('figure') ? 'figure' : 'image'
  const there = editor.getAttributes(type)
  const [alt, setAlt] = useState(String(there['alt'] ?? ''))
  const [caption, setCaption] = useState(String(there['caption'] ?? ''))
  return (
    <Modal
      open
      title="图片说明"
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: alt.trim() === '' }}
      onCancel={close}
      onOk={() => {
        const words = { alt: alt.trim(), ...(type === 'figure' ? { caption: caption.trim() } : {}) }
        editor.chain().focus().updateAttributes(type, words).run()
        close()
      }}
    >
      <AltField value={alt} onChange={setAlt} />
      {type === 'figure' && (
        <p>
          <label htmlFor="picture-caption">图题（显示在图片下面，可以不填）</label>
          <Input
            id="picture-caption"
            maxLength={200}
            value={caption}
            onChange={(event) => setCaption(event.target.value)}
          />
        </p>
      )}
    </Modal>
  )
}

export function AltField({ value, onChange }: { value: string; onChange(alt: string): void }) {
  return (
    <p>
      <label htmlFor="picture-alt">图片说明（看不见图片的人靠它了解内容，例如“演练现场，消防员正在架设水带”）</label>
      <Input.TextArea
        id="picture-alt"
        rows={2}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  )
}

function CaptionDialog({ editor, close }: Asking) {
  const [caption, setCaption] = useState(String(editor.getAttributes('table')['caption'] ?? ''))
  return (
    <Modal
      open
      title="表格标题"
      okText="确定"
      cancelText="取消"
      onCancel={close}
      onOk={() => {
        editor.chain().focus().updateAttributes('table', { caption: caption.trim() }).run()
        close()
      }}
    >
      <p>
        <label htmlFor="table-caption">标题（显示在表格上面，读屏软件先读它）</label>
        <Input
          id="table-caption"
          maxLength={200}
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
        />
      </p>
    </Modal>
  )
}
