import { propertyId } from './body.ts'
import type { Occurrence } from './occurrence.ts'
import type { Query } from './query.ts'
import { violate } from './refusal.ts'
import { paramInstant } from './time.ts'
import { uidOfInstance } from './uid.ts'

type Test = (occurrence: Occurrence) => boolean

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
}

const unquoted = (text: string): string => text.replaceAll("''", "'")

/** `singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')`; `ne null` asks whether it is there at all. */
const propertyTest = (text: string): Test | null => {
  const inside = /^singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*(.+)\)$/i.exec(text)
  const [, name = '', condition = ''] = inside ?? []
  if (!inside) return null
  const value = `${name}/value`
  const pattern = new RegExp(
    `^${name}/id eq '([^']+)' and (?:${value} (eq|ne) (null|'((?:[^']|'')*)')|(startswith|contains)\\(${value},\\s*'((?:[^']|'')*)'\\))$`,
    'i',
  )
  const [, id = '', verb, operand, stated = '', call, part = ''] = pattern.exec(condition.trim()) ?? []
  if (id === '') return violate(`The filter '${text}' is not supported.`, 'ErrorInvalidUrlQueryFilter')
  const key = propertyId(id)
  return ({ own }) => {
    const has = own.props[key]
    if (operand === 'null') return (has === undefined) === (verb === 'eq')
    if (has === undefined) return false
    if (call)
      return call.toLowerCase() === 'contains' ? has.includes(unquoted(part)) : has.startsWith(unquoted(part))
    return (has === unquoted(stated)) === (verb === 'eq')
  }
}

const plainTest = (text: string): Test => {
  const [, property = '', verb = '', value = ''] =
    /^(\S+) (eq|ge|gt|le|lt) '((?:[^']|'')*)'$/.exec(text) ?? []
  if (property === 'iCalUId' && verb === 'eq') {
    return ({ meeting, slot }) =>
      (slot ? uidOfInstance(meeting.uid, slot.date) : meeting.uid) === unquoted(value)
  }
  const compare = COMPARE[verb]
  if ((property === 'start/dateTime' || property === 'end/dateTime') && compare) {
    const ms = paramInstant(value)
    return ({ shared }) => compare(property === 'start/dateTime' ? shared.start.ms : shared.end.ms, ms)
  }
  return violate(`The filter '${text}' is not supported.`, 'ErrorInvalidUrlQueryFilter')
}

/** Splits at ` and ` outside of parentheses and quotes. */
const clauses = (text: string): readonly string[] => {
  const found: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted
    if (!quoted && text[index] === '(') depth += 1
    if (!quoted && text[index] === ')') depth -= 1
    if (quoted || depth > 0 || !text.startsWith(' and ', index)) continue
    found.push(text.slice(from, index))
    from = index + ' and '.length
  }
  return [...found, text.slice(from)]
}

/** Which events `$filter` lets through: conditions on extended properties, `iCalUId` and times, joined by `and`. Others are a violation. */
export const filterOf = (query: Query): Test => {
  const text = query.text('$filter')
  if (text === null) return () => true
  const tests = clauses(text.trim()).map((clause) => propertyTest(clause.trim()) ?? plainTest(clause.trim()))
  return (occurrence) => tests.every((test) => test(occurrence))
}
