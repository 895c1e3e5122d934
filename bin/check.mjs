import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inRoot, toolScript } from './paths.mjs'

/** What we promise about every commit, in the order in which a mistake is cheapest to hear of. */
const checks = [
  ['Format and lint', () => run(toolScript('@biomejs/biome'), 'ci', '--colors=off', '--diagnostic-level=error')],
  ['Types', () => run(toolScript('typescript', 'tsc'), '-p', '.')],
  ['Law is pure', () => run(toolScript('typescript', 'tsc'), '-p', 'src/law')],
  ['Desk types', () => run(toolScript('typescript', 'tsc'), '-p', 'src/desk')],
  ['Arrows', arrows],
  ['Dead code', () => run(toolScript('knip'))],
  ['Migrations from empty', () => run('bin/migrate-from-empty.mjs')],
  ['Generated files up to date', generatedFiles],
]

const generated = ['docs/openapi.json', 'src/platform/database/tables.ts']

/** Below this number the tool has not understood the tree, and its silence means nothing. */
const LEAST_MODULES = 60

/** Runs the checks, or those whose name holds one of the words. Prints a line for each, and what a failed one said. */
export async function runChecks(words) {
  const chosen = checks.filter(
    ([name]) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())),
  )
  let failed = 0
  for (const [name, check] of chosen) {
    const startedAt = Date.now()
    const said = await check().then(
      ({ ok, said }) => (ok ? null : said),
      (error) => error.stack,
    )
    console.log(`${said === null ? '✔' : '✖'} ${name.padEnd(28)} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
    if (said !== null) console.log(`\n${said.trim()}\n`)
    if (said !== null) failed++
  }
  process.exitCode = failed === 0 ? 0 : 1
}

const { FORCE_COLOR: _, ...env } = { ...process.env, NO_COLOR: '1' }

function run(...words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'], env })
    let said = ''
    for (const output of [child.stdout, child.stderr]) output.on('data', (data) => (said += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, said }))
  })
}

async function arrows() {
  const { ok, said } = await run(toolScript('dependency-cruiser', 'depcruise'), 'src', '--output-type', 'err-long')
  const modules = Number(/(\d+) modules/.exec(said)?.[1] ?? 0)
  if (ok && modules < LEAST_MODULES) return { ok: false, said: `${said}\nonly ${modules} modules were read` }
  return { ok, said }
}

async function generatedFiles() {
  const contents = () => generated.map((file) => (existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : null))
  const before = contents()
  const { ok, said } = await run('bin/run.mjs', 'generate')
  if (!ok) return { ok, said }
  const after = contents()
  const changed = generated.filter((_, i) => before[i] !== after[i])
  return { ok: changed.length === 0, said: `${changed.join(', ')}: made anew just now, commit the change` }
}
