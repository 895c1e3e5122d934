// The first thing that runs, on whatever Node the machine has: no syntax and no import that an old one would not know.
const major = Number.parseInt(process.versions.node, 10)
if (major < 20) {
  console.error(
    `昭明需要 Node.js 20 或更新的版本（当前 ${process.version}）。请从 https://nodejs.org 安装后重试。\n` +
      `Zhaoming needs Node.js 20 or newer (this is ${process.version}). Install it from https://nodejs.org and try again.`,
  )
  process.exit(1)
}
void import('./launch.mjs').then(({ launch }) => launch(process.argv.slice(2)))
