import { listContacts, readOrganisation } from '../../api/contract/organisation.ts'
import { readAgain } from '../ask.ts'

export const again = () => readAgain(readOrganisation, listContacts)
