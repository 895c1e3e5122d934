import { listDocuments, readDocument, readLeaks } from '../../api/contract/documents.ts'
import { listInterpretations, readForce } from '../../api/contract/normative.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain } from '../ask.ts'

/** After an act on a document: what shows it is read again. */
export const again = () => readAgain(readDocument, readLeaks, listDocuments, readForce, listInterpretations, readToDo)
