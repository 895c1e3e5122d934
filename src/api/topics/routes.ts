import type { FastifyInstance } from 'fastify'
import { beginTopic, changeTopic, setTopicStanding, type TopicProblem } from '../../records/topics/change.ts'
import { topicsForStaff } from '../../records/topics/for-staff.ts'
import { mayKeep } from '../columns/may-keep.ts'
import * as contract from '../contract/topics.ts'
import { done, Refusal, refuse, type Surroundings, serve } from '../serve.ts'

const problemWords: Record<TopicProblem, { field: string; message: string }> = {
  'no-title': { field: 'title', message: '请填写专题名称' },
  'no-intro': { field: 'intro', message: '请填写导语' },
  'bad-slug': { field: 'slug', message: '网址只用小写字母、数字和连字符' },
  'slug-taken': { field: 'slug', message: '这个网址已经有专题在用' },
  'no-such-item': { field: 'items', message: '有的信息或栏目不存在，请核对编号' },
  'item-twice': { field: 'items', message: '同一信息或栏目只能放一次' },
}
const withProblems = (problems: TopicProblem[]) =>
  new Refusal(422, '有内容需要修改', { problems: problems.map((problem) => problemWords[problem]) })

export function topicRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  const { clock } = surroundings

  serve(app, surroundings, contract.listTopics, async ({ tx, by }) => ({
    topics: await topicsForStaff(tx),
    may: mayKeep(by),
  }))

  serve(app, surroundings, contract.beginTopic, async ({ tx, by, body }) => {
    const outcome = await beginTopic(tx, body, by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : outcome
  })

  serve(app, surroundings, contract.changeTopic, async ({ tx, by, params, body }) => {
    const { version, ...details } = body
    const outcome = await changeTopic(tx, { ...params, version, details }, by, clock)
    return 'problems' in outcome ? withProblems(outcome.problems) : done
  })

  serve(app, surroundings, contract.setTopicStanding, async ({ tx, by, params, body }) => {
    const outcome = await setTopicStanding(tx, { ...params, ...body }, by, clock)
    if (!('refused' in outcome)) return done
    return refuse(outcome.refused, {
      'is-so-already': '专题已经是这个状态',
      'not-open': '还没有开放的专题不能结束',
    })
  })
}
