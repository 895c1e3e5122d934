import { z } from 'zod'
import { byId, done, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '站内搜索'

const ownWord = z.object({
  id: z.number(),
  word: z.string(),
  /** queries are cut by it: the index was built with it */
  inUse: z.boolean(),
  addedAt: z.string(),
})
export type OwnWordView = z.infer<typeof ownWord>

const synonym = z.object({ id: z.number(), spoken: z.string(), official: z.string(), addedAt: z.string() })
export type SynonymView = z.infer<typeof synonym>

const bestBet = z.object({
  id: z.number(),
  query: z.string(),
  title: z.string(),
  address: z.string(),
  addedAt: z.string(),
})
export type BestBetView = z.infer<typeof bestBet>

export const lookAtSearch = defineRoute({
  method: 'GET',
  path: '/search',
  summary: '站内搜索的情况：索引，以及本单位加的词、说法和推荐',
  tag,
  reply: z.object({
    index: z.object({
      entries: z.number(),
      words: z.number(),
      rebuiltAt: z.string().nullable(),
      rebuilding: z.enum(['wanted', 'under-way']).nullable(),
    }),
    words: z.array(ownWord),
    synonyms: z.array(synonym),
    bestBets: z.array(bestBet),
    may: z.array(z.enum(['keep'])),
  }),
})

const lookedFor = z.object({ query: z.string(), searches: z.number(), askers: z.number(), lastAt: z.string() })
export type LookedForView = z.infer<typeof lookedFor>

export const listLookedFor = defineRoute({
  method: 'GET',
  path: '/search/queries',
  summary: '公众搜索了什么：最近一次没有找到的，或者找到的；多的在前',
  tag,
  query: z.object({
    found: z.enum(['no', 'yes']).default('no'),
    days: z.coerce.number().int().min(1).max(180).default(30),
  }),
  reply: z.object({ since: z.string(), queries: z.array(lookedFor) }),
})

export const addSearchWord = defineRoute({
  method: 'POST',
  path: '/search/words',
  summary: '加一个词：重建索引后，按整词搜索',
  tag,
  body: z.object({ word: text(40) }),
  reply: z.object({ id: z.number() }),
})

export const dropSearchWord = defineRoute({
  method: 'DELETE',
  path: '/search/words/:id',
  summary: '删除一个词',
  tag,
  params: byId,
  reply: done,
})

/** How many the query finds now, that the officer sees whether it helped. */
const finds = z.number()

export const addSynonym = defineRoute({
  method: 'POST',
  path: '/search/synonyms',
  summary: '加一种说法：公众这样说时，同时按规范的词查找；立即生效',
  tag,
  body: z.object({ spoken: text(60), official: text(60) }),
  reply: z.object({ id: z.number(), finds }),
})

export const dropSynonym = defineRoute({
  method: 'DELETE',
  path: '/search/synonyms/:id',
  summary: '删除一种说法',
  tag,
  params: byId,
  reply: done,
})

export const addBestBet = defineRoute({
  method: 'POST',
  path: '/search/best-bets',
  summary: '加一条推荐：搜索这个词时放在最前面；立即生效',
  tag,
  body: z.object({ query: text(100), title: text(100), address: text(300) }),
  reply: z.object({ id: z.number() }),
})

export const dropBestBet = defineRoute({
  method: 'DELETE',
  path: '/search/best-bets/:id',
  summary: '删除一条推荐',
  tag,
  params: byId,
  reply: done,
})

export const rebuildSearch = defineRoute({
  method: 'POST',
  path: '/search/rebuilding',
  summary: '要求重建索引：一分钟内在后台开始，期间照常搜索和发布',
  tag,
  body: z.object({}),
  reply: done,
})
