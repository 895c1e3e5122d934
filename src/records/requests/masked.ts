import { mask } from '../../law/personal-data/mask.ts'
import type { ApplicantKind } from '../../law/requests/outcome.ts'
import type { Applicant } from './request.ts'

/** Surname + ＊ of a natural person; organisations are named. */
export function maskedName(name: string, kind: ApplicantKind): string {
  const [first = '＊'] = [...name]
  return kind === 'natural' ? `${first}${'＊'.repeat(Math.max(1, [...name].length - 1))}` : name
}

const ends = (text: string | null, head: number, tail: number): string | null => {
  if (text === null) return null
  const characters = [...text]
  // Of a short text nothing can be shown without showing most of it.
  if (characters.length < 2 * (head + tail)) return '＊'.repeat(Math.max(1, characters.length))
  const hidden = characters.length - head - tail
  return `${characters.slice(0, head).join('')}${'＊'.repeat(hidden)}${characters.slice(characters.length - tail).join('')}`
}

/** What those may see of an applicant who have no need of the whole. */
export function maskedApplicant({ kind, name, ...rest }: Applicant): Applicant {
  const { idType, idNumber, representative, contact, phone, email, address, postcode, agent } = rest
  return {
    kind,
    name: maskedName(name, kind),
    idType,
    idNumber: ends(idNumber, 3, 2),
    representative: representative && maskedName(representative, 'natural'),
    contact: contact && maskedName(contact, 'natural'),
    phone: ends(phone, 3, 2) ?? '',
    email: email && mask('email', email),
    address: address && '＊'.repeat(6),
    postcode: postcode && '＊'.repeat(6),
    agent: agent
      ? {
          name: maskedName(agent.name, 'natural'),
          idNumber: ends(agent.idNumber, 3, 2) ?? '',
          phone: ends(agent.phone, 3, 2) ?? '',
        }
      : null,
  }
}

/** What is left of an applicant whose data were erased. */
export const nobody: Omit<Applicant, 'kind' | 'idType'> = {
  name: '＊',
  idNumber: null,
  representative: null,
  contact: null,
  phone: '',
  email: null,
  address: null,
  postcode: null,
}
