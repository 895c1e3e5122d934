import { Button, Popconfirm, Segmented, Select, Table, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import * as contract from '../../api/contract/search.ts'
import { readAgain, useAsk } from '../ask.ts'
import { call, type Reply } from '../client.ts'
import { dayText, minuteText } from '../parts/day.ts'
import { ProblemNote, useAct } from '../parts/use-act.tsx'
import { TeachDialog, type Teaching } from './TeachDialog.tsx'
import { portalSearch, synonymIn } from './words.ts'

type Standing = Reply<typeof contract.lookAtSearch>
type View = 'missed' | 'found' | 'synonyms' | 'best-bets' | 'words'

const again = () => readAgain(contract.lookAtSearch)
const rowsShown = 20
const pages = { pageSize: rowsShown, showSizeChanger: false, hideOnSinglePage: true }

/** What the public looks for, what it does not find, and what the office teaches the search. */
export function Search() {
  const [params, setParams] = useSearchParams()
  const view = (params.get('view') ?? 'missed') as View
  const [teaching, setTeaching] = useState<Teaching | null>(null)
  const { data, error } = useAsk(contract.lookAtSearch, {})
  if (error) {
    return (
      <>
        <h1>站内搜索</h1>
        <p role="alert">{error.message}</p>
      </>
    )
  }
  if (!data) return <p className="nil">正在读取…</p>
  const keep = data.may.includes('keep')
  const teach = keep ? setTeaching : null
  return (
    <>
      <h1>站内搜索</h1>
      <p className="nil">
        公众搜索了什么、没有找到什么。没有找到的，可以加一种说法、推荐一个网页，或者加一个词；信息确实没有的，请安排公开。
      </p>
      <Index standing={data.index} keep={keep} />
      <div className="scroller">
        <Segmented<View>
          aria-label="查看"
          value={view}
          onChange={(value) => setParams(value === 'missed' ? {} : { view: value })}
          options={[
            { value: 'missed', label: '没有找到的' },
            { value: 'found', label: '找到的' },
            { value: 'synonyms', label: `说法 ${data.synonyms.length}` },
            { value: 'best-bets', label: `推荐 ${data.bestBets.length}` },
            { value: 'words', label: `本单位的词 ${data.words.length}` },
          ]}
        />
      </div>
      {(view === 'missed' || view === 'found') && (
        <Queries key={view} found={view === 'found' ? 'yes' : 'no'} kept={data} teach={teach} />
      )}
      {view === 'synonyms' && <Synonyms synonyms={data.synonyms} teach={teach} />}
      {view === 'best-bets' && <BestBets bestBets={data.bestBets} teach={teach} />}
      {view === 'words' && <OwnWords words={data.words} teach={teach} />}
      {teaching && <TeachDialog teaching={teaching} onClose={() => setTeaching(null)} />}
    </>
  )
}

type Teach = ((teaching: Teaching) => void) | null

function Index({ standing, keep }: { standing: Standing['index']; keep: boolean }) {
  const { entries, words, rebuiltAt, rebuilding } = standing
  const { busy, problem, act } = useAct()
  const waiting = rebuilding !== null
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => void again(), 5_000)
    return () => clearInterval(timer)
  }, [waiting])
  const rebuild = () =>
    act(() => call(contract.rebuildSearch, { body: {} }).then(again), '一分钟内在后台开始重建，期间照常搜索')
  return (
    <section className="panel" aria-labelledby="index-heading">
      <h2 id="index-heading">索引</h2>
      <ProblemNote problem={problem} />
      <div className="bar">
        <span>
          收录 <strong>{entries.toLocaleString('zh-CN')}</strong> 条
        </span>
        <span>
          词汇 <strong>{words.toLocaleString('zh-CN')}</strong> 个
        </span>
        <span>{rebuiltAt ? `${minuteText(rebuiltAt)} 重建` : '还没有重建过'}</span>
        <span role="status">
          {rebuilding === 'under-way' && <strong>正在重建</strong>}
          {rebuilding === 'wanted' && <strong>有改动，等待重建</strong>}
          {rebuilding === null && '没有等待的改动'}
        </span>
        {keep && (
          <Button className="push" loading={busy} disabled={waiting} onClick={() => void rebuild()}>
            重建索引
          </Button>
        )}
      </div>
    </section>
  )
}

function Queries({ found, kept, teach }: { found: 'no' | 'yes'; kept: Standing; teach: Teach }) {
  const [params, setParams] = useSearchParams()
  const days = Number(params.get('days') ?? 30)
  const { data, error, isFetching } = useAsk(contract.listLookedFor, { query: { found, days } }, { keep: true })
  if (error) return <p role="alert">{error.message}</p>
  return (
    <section className="panel" aria-labelledby="queries-heading">
      <div className="bar">
        <h2 id="queries-heading">{found === 'no' ? '公众没有找到的' : '公众找到的'}</h2>
        <Select
          aria-label="时间"
          className="push"
          value={days}
          onChange={(value) => setParams({ ...Object.fromEntries(params), days: String(value) })}
          options={[7, 30, 90, 180].map((value) => ({ value, label: `近 ${value} 天` }))}
          style={{ width: 120 }}
        />
      </div>
      <p className="nil">
        {data && `${dayText(data.since)}以来，`}
        {found === 'no' ? '最近一次搜索没有找到，或者只找到一部分、换了近音字才找到的。' : '最近一次搜索找到了信息的。'}
        个人信息已去掉；人数按每人每周计一次。
      </p>
      <Table<contract.LookedForView>
        rowKey="query"
        size="middle"
        loading={isFetching && !data}
        scroll={{ x: 820 }}
        dataSource={data?.queries ?? []}
        locale={{ emptyText: found === 'no' ? '这段时间公众搜索的都找到了' : '这段时间还没有人搜索' }}
        pagination={pages}
        columns={[
          {
            title: '搜索的词',
            render: (_, row) => <Query row={row} kept={kept} />,
          },
          { title: '次数', dataIndex: 'searches', width: 80, align: 'right' },
          { title: '人数', dataIndex: 'askers', width: 80, align: 'right' },
          { title: '最近', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.lastAt) },
          {
            title: '处理',
            width: 260,
            render: (_, { query }) =>
              teach && (
                <div className="actions">
                  {found === 'no' && (
                    <Button
                      size="small"
                      aria-label={`给“${query}”加说法`}
                      onClick={() => teach({ kind: 'synonym', from: query })}
                    >
                      加说法
                    </Button>
                  )}
                  <Button
                    size="small"
                    aria-label={`给“${query}”加推荐`}
                    onClick={() => teach({ kind: 'best-bet', from: query })}
                  >
                    加推荐
                  </Button>
                  <Button
                    size="small"
                    aria-label={`给“${query}”加词`}
                    onClick={() => teach({ kind: 'word', from: query })}
                  >
                    加词
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </section>
  )
}

function Query({ row, kept }: { row: contract.LookedForView; kept: Standing }) {
  const synonym = synonymIn(row, kept.synonyms)
  const bet = kept.bestBets.find(({ query }) => query === row.query)
  return (
    <>
      <a href={portalSearch(row.query)} target="_blank" rel="noreferrer">
        {row.query}
      </a>{' '}
      {synonym && <Tag>已按“{synonym.official}”查找</Tag>}
      {bet && <Tag>已推荐“{bet.title}”</Tag>}
    </>
  )
}

function Heading({ title, add, hint }: { title: string; add: (() => void) | null; hint: string }) {
  return (
    <>
      <div className="bar">
        <h2>{title}</h2>
        {add && (
          <Button className="push" type="primary" onClick={add}>
            添加
          </Button>
        )}
      </div>
      <p className="nil">{hint}</p>
    </>
  )
}

function Drop({ name, busy, drop }: { name: string; busy: boolean; drop(): void }) {
  return (
    <Popconfirm title={`删除“${name}”？`} okText="删除" cancelText="取消" onConfirm={drop}>
      <Button size="small" loading={busy} aria-label={`删除“${name}”`}>
        删除
      </Button>
    </Popconfirm>
  )
}

function Synonyms({ synonyms, teach }: { synonyms: readonly contract.SynonymView[]; teach: Teach }) {
  const { busy, problem, act } = useAct()
  const drop = (id: number) => act(() => call(contract.dropSynonym, { params: { id } }).then(again), '已删除')
  return (
    <section className="panel">
      <Heading
        title="说法"
        add={teach && (() => teach({ kind: 'synonym', from: '' }))}
        hint="公众怎么说，规范的词是什么。公众这样搜索时，也按规范的词查找；立即生效。"
      />
      <ProblemNote problem={problem} />
      <Table<contract.SynonymView>
        rowKey="id"
        size="middle"
        scroll={{ x: 640 }}
        dataSource={synonyms}
        locale={{ emptyText: '还没有加说法；随系统提供的常用说法始终有效' }}
        pagination={pages}
        columns={[
          { title: '公众的说法', dataIndex: 'spoken' },
          { title: '规范的词', dataIndex: 'official' },
          { title: '加入', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.addedAt) },
          {
            title: '操作',
            width: 90,
            render: (_, { id, spoken }) => teach && <Drop name={spoken} busy={busy} drop={() => void drop(id)} />,
          },
        ]}
      />
    </section>
  )
}

function BestBets({ bestBets, teach }: { bestBets: readonly contract.BestBetView[]; teach: Teach }) {
  const { busy, problem, act } = useAct()
  const drop = (id: number) => act(() => call(contract.dropBestBet, { params: { id } }).then(again), '已删除')
  return (
    <section className="panel">
      <Heading
        title="推荐"
        add={teach && (() => teach({ kind: 'best-bet', from: '' }))}
        hint="公众正好搜索这个词时，把这个网页放在最前面；立即生效。"
      />
      <ProblemNote problem={problem} />
      <Table<contract.BestBetView>
        rowKey="id"
        size="middle"
        scroll={{ x: 720 }}
        dataSource={bestBets}
        locale={{ emptyText: '还没有加推荐' }}
        pagination={pages}
        columns={[
          { title: '搜索的词', dataIndex: 'query' },
          {
            title: '推荐的网页',
            render: (_, { title, address }) => (
              <>
                <a href={address} target="_blank" rel="noreferrer">
                  {title}
                </a>{' '}
                <span className="nil">{address}</span>
              </>
            ),
          },
          { title: '加入', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.addedAt) },
          {
            title: '操作',
            width: 90,
            render: (_, { id, query }) => teach && <Drop name={query} busy={busy} drop={() => void drop(id)} />,
          },
        ]}
      />
    </section>
  )
}

function OwnWords({ words, teach }: { words: readonly contract.OwnWordView[]; teach: Teach }) {
  const { busy, problem, act } = useAct()
  const drop = (id: number) => act(() => call(contract.dropSearchWord, { params: { id } }).then(again), '已删除')
  return (
    <section className="panel">
      <Heading
        title="本单位的词"
        add={teach && (() => teach({ kind: 'word', from: '' }))}
        hint="地名、平台名、简称等词典里没有的词，加入后按整词搜索，不会拆开。重建索引后生效。"
      />
      <ProblemNote problem={problem} />
      <Table<contract.OwnWordView>
        rowKey="id"
        size="middle"
        scroll={{ x: 520 }}
        dataSource={words}
        locale={{ emptyText: '还没有加词' }}
        pagination={pages}
        columns={[
          { title: '词', dataIndex: 'word' },
          { title: '状态', width: 140, render: (_, { inUse }) => (inUse ? '启用' : <Tag>等待重建索引</Tag>) },
          { title: '加入', width: 150, className: 'nowrap', render: (_, row) => minuteText(row.addedAt) },
          {
            title: '操作',
            width: 90,
            render: (_, { id, word }) => teach && <Drop name={word} busy={busy} drop={() => void drop(id)} />,
          },
        ]}
      />
    </section>
  )
}
