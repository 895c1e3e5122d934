import type { z } from 'zod'
import type { Problem } from '../api/contract/common.ts'
import type { Route } from '../api/contract/route.ts'

/** Any thing of the contract. */
export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

// What is coerced from text on the server may be given as what it becomes: an id as a number.
type Giving<Schema extends z.ZodType> = {
  [Name in keyof z.input<Schema>]: unknown extends z.input<Schema>[Name]
    ? z.output<Schema>[Name & keyof z.output<Schema>]
    : z.input<Schema>[Name]
}
type Leaving<T> = { [Name in keyof T]: undefined extends T[Name] ? T[Name] | undefined : T[Name] }
type Piece<Name extends string, Schema> = [Schema] extends [z.ZodUndefined]
  ? { [N in Name]?: undefined }
  : Schema extends z.ZodType
    ? { [N in Name]: Giving<Schema> }
    : never
type Asking<Schema> = [Schema] extends [z.ZodUndefined]
  ? { query?: undefined }
  : Schema extends z.ZodType
    ? { query: { [Name in keyof Leaving<Giving<Schema>>]: Giving<Schema>[Name] | undefined } }
    : never

/** What a call of this route needs, as the contract's schemas have it. */
export type Sent<R extends AnyRoute> =
  R extends Route<infer P, infer Q, infer B, z.ZodType> ? Piece<'params', P> & Asking<Q> & Piece<'body', B> : never

export type Reply<R extends AnyRoute> = z.output<R['reply']>

/** A no of the server, in its own words. `status` is 0 when the server could not be reached. */
export class ApiProblem extends Error {
  readonly status: number
  readonly refused: string | null
  readonly problems: NonNullable<Problem['problems']>
  constructor(status: number, title: string, more: Pick<Problem, 'refused' | 'problems'> = {}) {
    super(title)
    this.status = status
    this.refused = more.refused ?? null
    this.problems = more.problems ?? []
  }
}

type SignInAgain = () => Promise<boolean>
let signInAgain: SignInAgain | null = null

/** Who is asked when the session has ended: resolves with true when the same person is back and the call may be tried again. */
export function onSessionEnd(ask: SignInAgain | null): void {
  signInAgain = ask
}

/** Sends one request below /api. Signs in again in place when the session has ended; throws ApiProblem for every no. */
export async function reach(path: string, init: RequestInit = {}, accepted: readonly number[] = []): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      ...init,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...init.headers, 'x-zhaoming': 'desk' },
    })
  } catch {
    throw new ApiProblem(0, '连不上服务器，请检查网络后重试；已填写的内容仍在本机')
  }
  if (response.ok || accepted.includes(response.status)) return response
  const problem = await problemIn(response)
  if (response.status === 401 && signInAgain && problem.refused === null && (await signInAgain())) {
    return reach(path, init, accepted)
  }
  throw problem
}

async function problemIn(response: Response): Promise<ApiProblem> {
  if (response.headers.get('content-type')?.includes('problem+json')) {
    const told = (await response.json()) as Problem
    return new ApiProblem(response.status, told.title, told)
  }
  return new ApiProblem(response.status, '服务器没有给出可用的答复，请稍后重试；已填写的内容仍在本机')
}

/** Sends one file, telling how much of it is on its way (0 to 1). Signs in again in place, as `reach` does. */
export async function upload<T>(path: string, file: File, onProgress: (share: number) => void): Promise<T> {
  const { status, text, type } = await sendFile(path, file, onProgress)
  if (status >= 200 && status < 300) return JSON.parse(text) as T
  if (status === 0) throw new ApiProblem(0, '连不上服务器，请检查网络后重试；文件没有上传')
  if (!type.includes('problem+json')) throw new ApiProblem(status, '服务器没有给出可用的答复，请稍后重试')
  const told = JSON.parse(text) as Problem
  const problem = new ApiProblem(status, told.title, told)
  if (status === 401 && signInAgain && problem.refused === null && (await signInAgain())) {
    return upload(path, file, onProgress)
  }
  throw problem
}

// fetch tells nothing of what it has sent.
function sendFile(
  path: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<{ status: number; text: string; type: string }> {
  return new Promise((settle) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('file', file)
    request.open('POST', `/api${path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-zhaoming', 'desk')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onloadend = () =>
      settle({
        status: request.status,
        text: request.responseText,
        type: request.getResponseHeader('content-type') ?? '',
      })
    request.send(body)
  })
}

interface Pieces {
  params?: Record<string, unknown> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
}

/** One call of the contract, typed by its schemas. */
export async function call<R extends AnyRoute>(route: R, sent: Sent<R>, signal?: AbortSignal): Promise<Reply<R>> {
  const { params = {}, query = {}, body } = sent as Pieces
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value))
  }
  const question = asked.size > 0 ? `?${asked}` : ''
  const response = await reach(`${path}${question}`, {
    method: route.method,
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return (await response.json()) as Reply<R>
}
