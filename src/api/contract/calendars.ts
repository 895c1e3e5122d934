import { z } from 'zod'
import { day, text } from './common.ts'
import { defineRoute } from './route.ts'

const tag = '工作日历'

export const notice = z.object({
  number: text(100).trim().min(1, '请填写通知的文号'),
  year: z.number().int().min(2007).max(2100),
  knownOn: day,
  off: z.array(z.object({ from: day, to: day, name: text(20) })).max(30),
  work: z.array(day).max(40),
})

export const readCalendar = defineRoute({
  method: 'GET',
  path: '/calendar',
  summary: '放假通知和已公布的年份',
  tag,
  reply: z.object({ notices: z.array(notice.extend({ shipped: z.boolean() })), publishedYears: z.array(z.number()) }),
})

const moved = z.array(
  z.object({
    id: z.number(),
    number: z.string(),
    title: z.string(),
    from: z.string().nullable(),
    to: z.string(),
  }),
)

export const previewNotice = defineRoute({
  method: 'POST',
  path: '/calendar/notices/preview',
  summary: '录入之前先看：哪些未办结申请的期限会变动；不保存任何内容',
  tag,
  body: notice,
  reply: z.object({
    /** open requests looked at */
    open: z.number(),
    total: z.number(),
    /** the first 200 */
    moved,
  }),
})

export const loadNotice = defineRoute({
  method: 'POST',
  path: '/calendar/notices',
  summary: '录入放假通知；未办结申请的期限随之重算',
  tag,
  body: notice,
  reply: z.object({
    total: z.number(),
    /** the first 200 */
    changed: moved,
  }),
})
