import { useEffect, useState } from 'react'

/** What is typed is kept in the browser as it is typed, found again after a reload, and forgotten once it was sent. */
export function useDraft<T>(
  key: string,
  initial: T,
): { value: T; set(value: T): void; forget(): void; restored: boolean } {
  const name = `zhaoming ${key}`
  const [kept] = useState<T | null>(() => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null
    } catch {
      return null
    }
  })
  const [value, setValue] = useState<T>(kept ?? initial)
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    if (touched) localStorage.setItem(name, JSON.stringify(value))
  }, [name, value, touched])
  return {
    value,
    restored: kept !== null,
    set(next) {
      setTouched(true)
      setValue(next)
    },
    forget() {
      setTouched(false)
      localStorage.removeItem(name)
    },
  }
}
