import { App, Form, Input, Modal } from 'antd'
import * as contract from '../../api/contract/search.ts'
import { readAgain } from '../ask.ts'
import { call } from '../client.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { possibleWord } from './words.ts'

export interface Teaching {
  kind: 'synonym' | 'best-bet' | 'word'
  /** the query it is for; empty: none */
  from: string
}

interface Typed {
  spoken?: string
  official?: string
  query?: string
  title?: string
  address?: string
  word?: string
}

const titles: Record<Teaching['kind'], string> = { synonym: '加说法', 'best-bet': '加推荐', word: '加词' }
const form = 'teach-the-search'

/** Teaches the search one thing. It stays open with what was typed until the server has taken it. */
export function TeachDialog({ teaching, onClose }: { teaching: Teaching; onClose(): void }) {
  const { kind, from } = teaching
  const { message } = App.useApp()
  const { busy, problem, act } = useAct()

  async function add({ spoken = '', official = '', query = '', title = '', address = '', word = '' }: Typed) {
    if (kind === 'synonym') {
      const { finds } = await call(contract.addSynonym, { body: { spoken, official } })
      if (finds > 0) void message.success(`已加入，搜索“${spoken}”现在能找到 ${finds} 条`)
      else void message.warning(`已加入，但是“${official}”也没有找到信息，请核对规范的词`, 8)
    } else if (kind === 'best-bet') {
      await call(contract.addBestBet, { body: { query, title, address } })
      void message.success('已加入，立即生效')
    } else {
      await call(contract.addSearchWord, { body: { word } })
      void message.success('已加入，重建索引后生效')
    }
    await readAgain(contract.lookAtSearch)
  }
  const send = async (typed: Typed) => {
    if (await act(() => add(typed))) onClose()
  }

  return (
    <Modal
      open
      title={titles[kind]}
      okText="加入"
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ htmlType: 'submit', form }}
      onCancel={onClose}
    >
      <ProblemNote problem={problem} />
      <Form<Typed>
        id={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ spoken: from.replace(/\s+/g, ''), query: from, word: possibleWord(from) }}
        onFinish={(typed) => void send(typed)}
      >
        {kind === 'synonym' && (
          <>
            <Form.Item name="spoken" label="公众的说法" extra="例如：地震棚">
              <Input maxLength={60} autoFocus={from === ''} />
            </Form.Item>
            <Form.Item name="official" label="规范的词" extra="例如：应急避难场所。几个词用空格分开，须同时出现">
              <Input maxLength={60} autoFocus={from !== ''} />
            </Form.Item>
          </>
        )}
        {kind === 'best-bet' && (
          <>
            <Form.Item name="query" label="公众搜索的词">
              <Input maxLength={100} autoFocus={from === ''} />
            </Form.Item>
            <Form.Item name="title" label="显示的文字" extra="例如：历年年度报告">
              <Input maxLength={100} autoFocus={from !== ''} />
            </Form.Item>
            <Form.Item name="address" label="网址" extra="本网站的网址，以 / 开头，例如 /zwgk/nianbao">
              <Input maxLength={300} spellCheck={false} autoCapitalize="off" />
            </Form.Item>
          </>
        )}
        {kind === 'word' && (
          <Form.Item name="word" label="词" extra="2 至 20 个汉字，例如：青应通">
            <Input maxLength={40} autoFocus />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
