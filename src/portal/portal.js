// Small comforts. Every page does its work without this file.

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

document.querySelector('[data-focus]')?.focus()

// A form sent twice by a nervous double click is sent once.
for (const form of document.querySelectorAll('form[data-once]')) {
  let sentAt = 0
  form.addEventListener('submit', (event) => {
    if (event.timeStamp - sentAt < 5000 && sentAt > 0) event.preventDefault()
    else sentAt = event.timeStamp
  })
}

for (const area of document.querySelectorAll('textarea[data-longest]')) {
  const longest = Number(area.dataset.longest)
  const counter = document.createElement('p')
  counter.className = 'counter'
  const spoken = document.createElement('p')
  spoken.className = 'sr'
  spoken.setAttribute('role', 'status')
  area.after(counter, spoken)
  let waiting
  const count = () => {
    const left = longest - [...area.value].length
    counter.textContent = left >= 0 ? `还可以写 ${left} 个字` : `超出 ${-left} 个字`
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      if (left < longest / 10) spoken.textContent = counter.textContent
    }, 1500)
  }
  area.addEventListener('input', count)
  count()
}

// What a closed <details> hides belongs on paper.
const closed = new Set()
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details:not([open])')) {
    closed.add(details)
    details.open = true
  }
})
window.addEventListener('afterprint', () => {
  for (const details of closed) details.open = false
  closed.clear()
})
