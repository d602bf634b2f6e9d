import {
  array,
  gte,
  int,
  literal,
  lte,
  maxLength,
  nullable,
  enum as oneOf,
  regex,
  safeParse,
  string,
  tuple,
  unknown,
} from 'zod/mini'
import type { AnswerCode, Head } from './answer.ts'
import { keepHeads } from './merge.ts'
import { REASONS } from './policy.ts'

/** Google cuts longer values off without a word (API A). */
export const MAX_VALUE = 1024

const word = string().check(regex(/^[\w .:+/-]{1,40}$/))
const codes = [
  'occurred',
  ...REASONS,
  'canceled-in-time',
  'moved',
  'undone',
] as const satisfies readonly AnswerCode[]
const marks = ['completed', 'didnt-occur', 'to-reschedule', 'canceled-in-time'] as const

/** One head as it is written: a list, because names of fields would eat up a third of the room. A later version may append. */
const headTuple = tuple(
  [
    word,
    int().check(gte(0), lte(8_640_000_000_000_000)),
    word,
    oneOf(codes),
    oneOf(['paid', 'complimentary']),
    nullable(oneOf(marks)),
    literal([0, 1]),
    literal([0, 1]),
    nullable(word),
    word,
    nullable(literal('courtesy')),
    nullable(int().check(gte(0), lte(1440))),
  ],
  unknown(),
)

const list = array(unknown()).check(maxLength(16))

/** Characters that the value allows, so that three heads always fit: 40 a word, nothing that JSON would have to escape. */
const plainWord = (text: string): string => text.replace(/[^\w .:+/-]/g, '-').slice(0, 40) || '-'

const encodeHead = (head: Head): readonly unknown[] => [
  plainWord(head.id),
  head.at,
  plainWord(head.device),
  head.code,
  head.kind,
  head.mark,
  head.counts ? 1 : 0,
  head.reschedule ? 1 : 0,
  head.rowId === null ? null : plainWord(head.rowId),
  plainWord(head.policyVersion),
  head.override,
  head.minutes === null ? null : Math.round(head.minutes),
]

/** The value of one participant's annotation: at most three heads, never over 1,024 characters (PRODUCT 7). */
export const encodeHeads = (heads: readonly Head[]): string =>
  JSON.stringify(keepHeads(heads).map(encodeHead))

/** An answer that decides nothing cannot have decided something, and the reverse. */
const isConsistent = (head: Head): boolean =>
  head.code === 'moved' || head.code === 'undone'
    ? head.mark === null && !head.counts && !head.reschedule
    : head.mark !== null

const decodeHead = (value: unknown): readonly Head[] => {
  const read = safeParse(headTuple, value)
  if (!read.success) return []
  const [id, at, device, code, kind, mark, counts, reschedule, rowId, policyVersion, override, minutes] =
    read.data
  const head: Head = {
    id,
    at,
    device,
    code,
    kind,
    mark,
    counts: counts === 1,
    reschedule: reschedule === 1,
    rowId,
    policyVersion,
    override,
    minutes,
  }
  return isConsistent(head) ? [head] : []
}

/** The heads in an annotation's value, in canonical order; whatever is not a head is left out. Never throws. */
export const decodeHeads = (value: unknown): readonly Head[] => {
  if (typeof value !== 'string' || value.length > MAX_VALUE) return []
  try {
    const read = safeParse(list, JSON.parse(value))
    return read.success ? keepHeads(read.data.flatMap(decodeHead)) : []
  } catch {
    return []
  }
}
