// Loaded before the program when bin/launch.mjs started it: if that process is killed, the program is told to end.
const parent = Number(process.env.ZHAOMING_PARENT)
delete process.env.ZHAOMING_PARENT

const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, 500)
watch.unref()
