export type FailureReason =
  | 'no-binaries'
  | 'nobody-to-run-as'
  | 'no-permission'
  | 'out-of-reach'
  | 'other-major'
  | 'not-a-database'
  | 'link-broken'
  | 'data-gone'
  | 'disk-full'
  | 'in-use'
  | 'did-not-start'

const words: Record<FailureReason, string> = {
  'no-binaries':
    '没有找到本机可用的内置数据库程序。请重新安装依赖（npm ci），或用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。',
  'nobody-to-run-as':
    '数据库不能以 root 身份运行，而系统里没有 zhaoming、postgres、nobody 任何一个用户。请先建立用户：useradd --system zhaoming。',
  'no-permission': '没有权限读写数据库所在的文件夹。请用当初启动它的同一个用户运行，或改正文件夹的属主。',
  'out-of-reach':
    '数据库用户进不去数据所在的文件夹，因为它的上级文件夹只对 root 开放。请把数据移到其他用户可以进入的位置（例如 /var/lib/zhaoming 之下），再在原处建一个指向它的符号链接。',
  'other-major':
    '数据是由另一个大版本的 PostgreSQL 建立的，不能直接打开。请用原来的版本导出，再导入新的数据文件夹；现有数据没有改动。',
  'not-a-database': '指定的数据文件夹里有别的内容，不是数据库。请换一个空文件夹；现有内容没有改动。',
  'link-broken':
    '数据文件夹是一个符号链接，但它指向的位置不存在。请接回原来的磁盘；如果确实要从头开始，请先删除这个链接。',
  'data-gone': '数据文件夹在运行中消失了。请停止程序，恢复数据后再启动。',
  'disk-full': '磁盘已满，数据库无法写入。请腾出空间后重新启动；已经提交的数据没有丢失。',
  'in-use': '数据库的通信端口已被另一个进程占用。请先停止那个进程再启动。',
  'did-not-start': '内置数据库没有启动成功。',
}

/** The embedded database could not be brought up. The message says what to do; `detail` is what the server itself said. */
export class EmbeddedDatabaseFailed extends Error {
  readonly reason: FailureReason
  readonly detail: string
  constructor(reason: FailureReason, { path, detail = '', cause }: { path: string; detail?: string; cause?: unknown }) {
    super(`${words[reason]}\n位置：${path}${detail ? `\n详情：${detail}` : ''}`, { cause })
    this.name = 'EmbeddedDatabaseFailed'
    this.reason = reason
    this.detail = detail
  }
}

const tells: readonly [RegExp, FailureReason][] = [
  [/No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/i, 'disk-full'],
  [/Address already in use|Is another postmaster|is another postmaster|another server might be running/i, 'in-use'],
  [/database files are incompatible with server|initialized by PostgreSQL version/i, 'other-major'],
  [
    /Permission denied|Operation not permitted|Read-only file system|has wrong ownership|has invalid permissions|EACCES|EPERM|EROFS/i,
    'no-permission',
  ],
]

/** What the words of the server (or of the operating system) mean for the person who started us. */
export function failureFrom(text: string, path: string, cause?: unknown): EmbeddedDatabaseFailed {
  const reason = tells.find(([pattern]) => pattern.test(text))?.[1] ?? 'did-not-start'
  const detail = text.trim().split('\n').slice(-8).join('\n')
  return new EmbeddedDatabaseFailed(reason, { path, detail, cause })
}
