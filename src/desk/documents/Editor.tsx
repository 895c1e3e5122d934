import { Image } from '@tiptap/extension-image'
import { TableKit } from '@tiptap/extension-table'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { Button } from 'antd'
import { useEffect } from 'react'

/** Writes the markup documents are kept in. What Word brings along is dropped; tables stay. The server cleans it again. */
export function Editor({
  id,
  value = '',
  onChange,
  labelledBy,
}: {
  id?: string
  value?: string
  onChange?(html: string): void
  labelledBy: string
}) {
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        code: false,
        codeBlock: false,
        link: { openOnClick: false },
      }),
      TableKit.configure({ table: { resizable: false } }),
      Image,
    ],
    content: value,
    editorProps: {
      attributes: {
        class: 'letter editor',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        ...(id ? { id } : {}),
      },
      // A picture of a paste lies on the other computer: it is added as a file instead.
      transformPastedHTML: (html) => html.replace(/<img[^>]+src="(?:file|data):[^>]*>/gi, ''),
    },
    onUpdate: ({ editor: now }) => onChange?.(now.isEmpty ? '' : now.getHTML()),
  })
  useEffect(() => {
    if (editor && value !== editor.getHTML() && !(value === '' && editor.isEmpty)) {
      editor.commands.setContent(value, { emitUpdate: false })
    }
  }, [editor, value])
  const is = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      bold: now.isActive('bold'),
      list: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
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
  return (
    <div className="editor-box">
      <div className="editor-tools" role="toolbar" aria-label="正文格式">
        {tool('一级标题', is.h2, () => run().toggleHeading({ level: 2 }).run())}
        {tool('二级标题', is.h3, () => run().toggleHeading({ level: 3 }).run())}
        {tool('加粗', is.bold, () => run().toggleBold().run())}
        {tool('列表', is.list, () => run().toggleBulletList().run())}
        {tool('编号', is.numbers, () => run().toggleOrderedList().run())}
        {is.table ? (
          <>
            {tool('加行', false, () => run().addRowAfter().run())}
            {tool('加列', false, () => run().addColumnAfter().run())}
            {tool('删行', false, () => run().deleteRow().run())}
            {tool('删列', false, () => run().deleteColumn().run())}
            {tool('表头行', false, () => run().toggleHeaderRow().run())}
            {tool('合并', false, () => run().mergeOrSplit().run())}
            {tool('删表', false, () => run().deleteTable().run())}
          </>
        ) : (
          tool('表格', false, () => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())
        )}
        {tool('撤销', false, () => run().undo().run(), !is.undo)}
        {tool('重做', false, () => run().redo().run(), !is.redo)}
      </div>
      <EditorContent editor={editor} />
    </div>
  )
}
