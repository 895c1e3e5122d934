import type { RegisterKind } from '../register.ts'
import { compulsoryMeasures } from './compulsory-measures.ts'
import { fees } from './fees.ts'
import { licences } from './licences.ts'
import { matters } from './matters.ts'
import { normativeDocuments } from './normative-documents.ts'
import { otherServices } from './other-services.ts'
import { penalties } from './penalties.ts'
import { procurement } from './procurement.ts'
import { remedies } from './remedies.ts'

/** Every register the bureau keeps, in the order of the desk's menu. */
export const registerKinds: readonly RegisterKind[] = [
  licences,
  otherServices,
  penalties,
  compulsoryMeasures,
  fees,
  procurement,
  normativeDocuments,
  matters,
  remedies,
]

const byName = new Map(registerKinds.map((kind) => [kind.kind, kind]))

export function registerKind(name: string): RegisterKind | null {
  return byName.get(name) ?? null
}
