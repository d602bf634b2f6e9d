import {
  boolean,
  gte,
  literal,
  lte,
  maxLength,
  nullable,
  number,
  object,
  refine,
  string,
  union,
} from 'zod/mini'
import { isDate } from './time.ts'

const id = string().check(maxLength(1024))
const date = string().check(refine(isDate))

/** A program as a page sends it; `programId` null makes a new one. */
export const programEdit = object({
  intentId: id,
  programId: nullable(id),
  clientId: id,
  name: string().check(maxLength(200)),
  sessions: number().check(gte(1), lte(10_000)),
  alreadyUsed: number().check(gte(0), lte(10_000)),
  from: date,
  to: nullable(date),
  perMonth: nullable(number().check(gte(0), lte(1000))),
})

/** A pause or an extension as a page sends it, or that one said before is taken back. */
export const programChangeEdit = object({
  intentId: id,
  programId: id,
  instead: nullable(id),
  change: union([
    object({ type: literal('paused'), from: date, to: date, movesEnd: boolean() }),
    object({ type: literal('extended'), sessions: number().check(gte(0), lte(10_000)), to: nullable(date) }),
    object({ type: literal('withdrawn') }),
  ]),
})
