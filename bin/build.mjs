import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { alone, cannotWrite } from './lock.mjs'
import { inRoot, pinnedNode, root, toolScript } from './paths.mjs'
import { Hindrance, whileSaying } from './say.mjs'

/** What makes dist/. A part is built again when anything it is made from has changed. */
const parts = [
  {
    name: 'server',
    makes: 'cli.mjs',
    starts: 'src/cli/main.ts',
    from: ['src', 'demo'],
    not: 'src/desk',
    build: bundleServer,
  },
  {
    name: 'desk',
    makes: 'desk',
    starts: 'src/desk/vite.config.ts',
    from: ['src/desk', 'src/law', 'src/api/contract'],
    build: bundleDesk,
  },
  {
    name: 'fonts',
    makes: 'fonts',
    starts: 'bin/fonts.mjs',
    from: ['bin'],
    build: makeFontsFolder,
  },
]

export async function makeSureBuilt() {
  const stale = () => parts.filter((part) => existsSync(inRoot(part.starts)) && !isFresh(part))
  if (stale().length === 0) return
  await alone(async () => {
    for (const part of stale()) {
      try {
        // Taken before the build: what is edited meanwhile belongs to the next one.
        const print = fingerprint(part)
        await whileSaying(`正在构建 ${part.name}… / Building the ${part.name}…`, part.build)
        rmSync(stampOf(part), { force: true })
        writeFileSync(stampOf(part), print)
      } catch (error) {
        if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw cannotWrite(inRoot('dist'), error)
        throw error
      }
    }
  })
}

const stampOf = (part) => inRoot('dist', `.built-${part.name}`)

function isFresh(part) {
  if (!existsSync(inRoot('dist', part.makes)) || !existsSync(stampOf(part))) return false
  return readFileSync(stampOf(part), 'utf8') === fingerprint(part)
}

function fingerprint({ from, not }) {
  const hash = createHash('sha256')
  for (const file of [
    'package-lock.json',
    'tsconfig.json',
    'bin/build.mjs',
    ...from.flatMap((folder) => filesBelow(folder, not)),
  ]) {
    const content = readFileSync(inRoot(file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesBelow(folder, not) {
  if (folder === not || !existsSync(inRoot(folder))) return []
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return filesBelow(path, not)
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
    })
}

/** One file, and one for each thread (typesetting, painting pages); the packages stay in node_modules. */
async function bundleServer() {
  const { build, formatMessages, stop } = await import('esbuild')
  await swapIn('server', async (aside) => {
    try {
      const { outputFiles } = await build({
        absWorkingDir: root,
        entryPoints: {
          cli: 'src/cli/main.ts',
          typesetter: 'src/platform/typeset/worker.ts',
          painter: 'src/platform/redact/worker.ts',
        },
        outdir: 'dist',
        outExtension: { '.js': '.mjs' },
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'esm',
        packages: 'external',
        jsx: 'automatic',
        sourcemap: 'linked',
        write: false,
        logLevel: 'silent',
      })
      mkdirSync(aside, { recursive: true })
      for (const { path, contents } of outputFiles) writeFileSync(join(aside, basename(path)), contents)
      return outputFiles.map(({ path }) => basename(path))
    } catch (error) {
      if (!error.errors) throw error
      throw notBuilt('server', (await formatMessages(error.errors, { kind: 'error' })).join('\n'))
    } finally {
      await stop()
    }
  })
}

async function bundleDesk() {
  await swapIn('desk', async (aside) => {
    const vite = [toolScript('vite'), 'build', '--config', 'src/desk/vite.config.ts', '--outDir', join(aside, 'desk')]
    const { code, said } = await new Promise((resolve, reject) => {
      const child = spawn(pinnedNode(), [...vite, '--emptyOutDir', '--logLevel', 'warn'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      for (const output of [child.stdout, child.stderr]) output.on('data', (data) => (said += data))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, said }))
    })
    if (code !== 0) throw notBuilt('desk', said)
    return ['desk']
  })
}

async function makeFontsFolder() {
  const { makeFonts } = await import('./fonts.mjs')
  await swapIn('fonts', async (aside) => {
    mkdirSync(join(aside, 'fonts'), { recursive: true })
    await makeFonts(join(aside, 'fonts'))
    return ['fonts']
  })
}

function notBuilt(name, said) {
  return new Hindrance(`${said}\n构建 ${name} 没有成功，见上。/ Building the ${name} failed, see above.`)
}

/** Builds next to the place and moves what was made there in one step each: a running server never sees half of it. */
async function swapIn(name, build) {
  const aside = inRoot('dist', `.${name}.${process.pid}`)
  const old = `${aside}.old`
  try {
    for (const made of await build(aside)) {
      const place = inRoot('dist', made)
      if (existsSync(place)) renameSync(place, old)
      renameSync(join(aside, made), place)
      rmSync(old, { recursive: true, force: true })
    }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}
