import { z } from 'zod'

const whole = (name: string, from: number, to: number) =>
  z.coerce
    .number({ error: `${name} 应为 ${from}–${to} 的整数` })
    .int(`${name} 应为 ${from}–${to} 的整数`)
    .min(from, `${name} 不能小于 ${from}`)
    .max(to, `${name} 不能大于 ${to}`)

const yesNo = (name: string) =>
  z.enum(['yes', 'no'], { error: `${name} 只能写 yes 或 no` }).transform((answer) => answer === 'yes')

/** Every setting the program knows, in the order of the table in the README. */
const settings = z.object({
  PORT: whole('PORT', 0, 65535).default(8080),
  HOST: z.string().min(1, 'HOST 不能为空').default('::'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL 应以 postgres:// 或 postgresql:// 开头')
    .optional(),
  DATABASE_POOL: whole('DATABASE_POOL', 2, 200).default(16),
  ZHAOMING_DATA: z.string().min(1, 'ZHAOMING_DATA 不能为空').default('./data'),
  ZHAOMING_KEY_FILE: z.string().min(1, 'ZHAOMING_KEY_FILE 不能为空').optional(),
  ZHAOMING_KEYS: z.string().min(1, 'ZHAOMING_KEYS 不能为空').optional(),
  ZHAOMING_DEMO: yesNo('ZHAOMING_DEMO').default(true),
  ZHAOMING_SECURE_COOKIES: yesNo('ZHAOMING_SECURE_COOKIES').default(false),
  ZHAOMING_TRUST_PROXY: yesNo('ZHAOMING_TRUST_PROXY').default(false),
  ZHAOMING_IDLE_MINUTES: whole('ZHAOMING_IDLE_MINUTES', 1, 24 * 60).default(30),
  ZHAOMING_REQUESTS_PER_MINUTE: whole('ZHAOMING_REQUESTS_PER_MINUTE', 10, 1_000_000).default(600),
  ZHAOMING_PAGE_CACHE_MB: whole('ZHAOMING_PAGE_CACHE_MB', 0, 65_536).default(128),
  ZHAOMING_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'ZHAOMING_SMTP_URL 应写成 smtp://用户:密码@主机:587 或 smtps://…')
    .optional(),
  ZHAOMING_MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'ZHAOMING_MAIL_FROM 应为发件人的邮箱地址')
    .optional(),
  ZHAOMING_SMS_URL: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'ZHAOMING_SMS_URL 应以 http:// 或 https:// 开头')
    .optional(),
  ZHAOMING_SMS_SECRET: z.string().optional(),
  ZHAOMING_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'ZHAOMING_LOG 只能是 silent、error、warn、info、debug 之一',
    })
    .default('info'),
  ZHAOMING_TODAY: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'ZHAOMING_TODAY 应写成 2026-11-24 这样的日期（只用于演练和测试）')
    .optional(),
})

export type Config = z.output<typeof settings>

export class ConfigurationWrong extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(
      `配置有误：\n${problems.map((problem) => `  · ${problem}`).join('\n')}\n请改正后重新启动；各项说明见 README 的“配置”一节。`,
    )
    this.problems = problems
  }
}

/** Reads the settings from the environment. Throws {@link ConfigurationWrong} naming every wrong one at once. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(
    Object.keys(settings.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(known)
  if (!read.success) throw new ConfigurationWrong(read.error.issues.map((issue) => issue.message))
  return read.data
}
