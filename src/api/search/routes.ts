import type { FastifyInstance } from 'fastify'
import { addDays } from '../../law/calendar-date.ts'
import {
  addBestBet,
  addSynonym,
  addWord,
  type BestBetProblem,
  dropBestBet,
  dropSynonym,
  dropWord,
  type SynonymProblem,
  type WordProblem,
  wantReindex,
} from '../../records/search/dictionary.ts'
import { searchesWithHits, searchesWithoutHits, searchKept, searchStanding } from '../../records/search/for-staff.ts'
import { mayDoToSearch } from '../../records/search/permissions.ts'
import { anything, search } from '../../records/search/search.ts'
import { mayAct, mustBeAllowed } from '../../records/staff/actor.ts'
import * as contract from '../contract/search.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const mostQueries = 200

type Problem = WordProblem | SynonymProblem | BestBetProblem
const problemWords: Record<Problem, { field: string; message: string }> = {
  'not-chinese': { field: 'word', message: '词只能是汉字；字母、数字和符号不用加词也能搜索' },
  'too-short': { field: 'word', message: '词至少两个字' },
  'too-long': { field: 'word', message: '词最多 20 个字' },
  'no-spoken': { field: 'spoken', message: '请填写公众的说法' },
  'spoken-too-short': { field: 'spoken', message: '公众的说法至少两个字，一个字会影响许多别的搜索' },
  'no-official': { field: 'official', message: '请填写规范的词' },
  same: { field: 'official', message: '规范的词和公众的说法一样，请核对' },
  'no-query': { field: 'query', message: '请填写公众搜索的词' },
  'no-title': { field: 'title', message: '请填写显示的文字' },
  'not-a-path': { field: 'address', message: '网址应是本网站的，以 / 开头，例如 /zwgk/nianbao' },
}
const withProblems = (problems: readonly Problem[]) =>
  new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => problemWords[problem]) })

export function searchRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.lookAtSearch, async ({ tx, by }) => {
    mustBeAllowed(by, 'look after the search', mayDoToSearch.look)
    return {
      index: await searchStanding(tx),
      ...(await searchKept(tx)),
      may: mayAct(by, mayDoToSearch.keep) ? (['keep'] as const) : [],
    }
  })

  serve(app, surroundings, contract.listLookedFor, async ({ tx, by, query }) => {
    mustBeAllowed(by, 'look after the search', mayDoToSearch.look)
    const since = addDays(clock.today(), 1 - query.days)
    const list = query.found === 'yes' ? searchesWithHits : searchesWithoutHits
    return { since, queries: await list(tx, new Date(`${since}T00:00:00+08:00`), mostQueries) }
  })

  serve(app, surroundings, contract.addSearchWord, async ({ tx, by, body }) => {
    const outcome = await addWord(tx, body, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome ? refuse(outcome.refused, { 'there-already': '已经有这个词' }) : outcome
  })

  serve(app, surroundings, contract.dropSearchWord, async ({ tx, by, params }) => {
    await dropWord(tx, params.id, by, clock)
    return done
  })

  serve(app, surroundings, contract.addSynonym, async ({ tx, by, body }) => {
    const outcome = await addSynonym(tx, body, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    if ('refused' in outcome) {
      return refuse(outcome.refused, { 'there-already': '这种说法已经有了，要改请先删除原来的' })
    }
    const { total } = await search(tx, body.spoken, { ...anything, sort: 'relevance', page: 1, size: 1 })
    return { ...outcome, finds: total }
  })

  serve(app, surroundings, contract.dropSynonym, async ({ tx, by, params }) => {
    await dropSynonym(tx, params.id, by, clock)
    return done
  })

  serve(app, surroundings, contract.addBestBet, async ({ tx, by, body }) => {
    const outcome = await addBestBet(tx, body, by, clock)
    if ('problems' in outcome) return withProblems(outcome.problems)
    return 'refused' in outcome ? refuse(outcome.refused, { 'there-already': '这个词已经推荐了这个网页' }) : outcome
  })

  serve(app, surroundings, contract.dropBestBet, async ({ tx, by, params }) => {
    await dropBestBet(tx, params.id, by, clock)
    return done
  })

  serve(app, surroundings, contract.rebuildSearch, async ({ tx, by }) => {
    await wantReindex(tx, by, clock)
    return done
  })
}
