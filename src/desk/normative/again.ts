import {
  listCleanUps,
  listInterpretations,
  readCleanUp,
  readForce,
  readNormative,
} from '../../api/contract/normative.ts'
import { readToDo } from '../../api/contract/session.ts'
import { readAgain } from '../ask.ts'

/** After an act on the force of a document: what shows it is read again. */
export const again = () => readAgain(readForce, listInterpretations, readNormative, listCleanUps, readCleanUp, readToDo)
