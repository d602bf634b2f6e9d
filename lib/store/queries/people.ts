import { type People, peopleOf } from '../../core/view/people.ts'
import type { Database } from '../db.ts'

/** Reads every client; a coach has some dozens. */
export const readPeople = async (db: Database): Promise<People> => peopleOf(await db.clients.toArray())
