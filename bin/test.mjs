import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { makeSureBuilt } from './build.mjs'
import { cacheFolder, root, toolScript } from './paths.mjs'
import { say } from './say.mjs'

const results = join(cacheFolder, 'test-results.json')

/** Runs every test, or those whose path holds one of the words. The last line is `N passed, N failed`. */
export async function runTests(words) {
  await makeSureBuilt()
  const browser = await findBrowser()
  if (!browser.path) say(`No browser for the journeys: ${browser.why}`)
  mkdirSync(cacheFolder, { recursive: true })
  rmSync(results, { force: true })
  const code = await new Promise((resolve) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
    spawn(process.execPath, [toolScript('vitest'), 'run', ...reporters, ...words], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        ...(browser.path ? { ZHAOMING_CHROMIUM: browser.path, ...browser.env } : {}),
      },
    }).on('close', resolve)
  })
  const { passed, failed } = count()
  // A run can fail without a failed test: an error outside of any, or none found.
  console.log(`${passed} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed`)
  process.exitCode = code === 0 && failed === 0 ? 0 : 1
}

function count() {
  if (!existsSync(results)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'))
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length }
}
