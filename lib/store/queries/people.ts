import { type People, peopleOf } from '../../core/view/people.ts'
import type { Books } from '../../tables.ts'

/** Reads every client; a coach has some dozens. */
export const readPeople = async (db: Books<'clients'>): Promise<People> => peopleOf(await db.clients.all())
