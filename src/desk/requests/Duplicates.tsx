import { useEffect, useState } from 'react'
import { findDuplicates } from '../../api/contract/caseload.ts'
import { call, type Reply } from '../client.ts'
import { AlikeList } from './ApplicantFacts.tsx'

/** While a paper is entered: what of the same person and what like it is here already. */
export function Duplicates(typed: { name: string; phone: string; idType: string; idNumber: string; title: string }) {
  const { name, phone, idType, idNumber, title } = typed
  const [found, setFound] = useState<Reply<typeof findDuplicates> | null>(null)
  useEffect(() => {
    if ((name === '' || (phone === '' && idNumber === '')) && title.length < 4) {
      setFound(null)
      return
    }
    const stop = new AbortController()
    // Asked when the typing rests; a failure leaves the form as it is.
    const timer = setTimeout(() => {
      call(
        findDuplicates,
        { body: { name, phone, idType: (idType || null) as 'other' | null, idNumber: idNumber || null, title } },
        stop.signal,
      ).then(setFound, () => {})
    }, 400)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [name, phone, idType, idNumber, title])
  if (!found || (found.ofPerson.length === 0 && found.alike.length === 0)) return null
  return (
    <section aria-label="可能重复的申请" aria-live="polite">
      {found.ofPerson.length > 0 && (
        <>
          <h3>同一申请人的申请</h3>
          <AlikeList of={found.ofPerson} />
        </>
      )}
      {found.alike.length > 0 && (
        <>
          <h3>事项相近的申请</h3>
          <AlikeList of={found.alike} />
        </>
      )}
    </section>
  )
}
