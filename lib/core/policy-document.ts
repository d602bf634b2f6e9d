import {
  gte,
  type infer as Infer,
  int,
  literal,
  lte,
  maxLength,
  number,
  optional,
  strictObject,
  string,
  union,
} from 'zod/mini'
import type { Policy, Row, RowId } from './policy.ts'
import { effectsOf, ROW_IDS, rowFor } from './policy-effect.ts'
import { err, ok, type Result } from './result.ts'
import { DAY } from './time.ts'

/** What the first format of a policy's document calls itself. */
export const FORMAT = 'afterward-policy-1'

/** How far the numbers of a policy may go. */
export const LIMITS = { noticeMs: 14 * DAY, waitingMinutes: 240, freeMisses: 99 } as const

const upTo = (max: number) => number().check(int(), gte(0), lte(max))

/** One of the rows that this case can have, and no contradiction such as "counts, and goes back". */
const rowSchema = (id: RowId) =>
  union(
    effectsOf(id).map((effect) => {
      const { mark, counts, reschedule } = rowFor(id, effect)
      return strictObject({
        mark: literal(mark),
        counts: literal(counts),
        reschedule: literal(reschedule),
      })
    }),
  )

const rows = Object.fromEntries(ROW_IDS.map((id) => [id, rowSchema(id)])) as Record<
  RowId,
  ReturnType<typeof rowSchema>
>

/**
 * A policy as it travels: exported, imported, set by an organisation. Whole, so that nobody has to know what a missing row would mean;
 * without a version, which follows from what it says. Published as `public/policy.schema.json`.
 */
export const policyDocument = strictObject({
  $schema: optional(string().check(maxLength(2000))),
  format: literal(FORMAT),
  noticeMs: upTo(LIMITS.noticeMs),
  waitingMinutes: upTo(LIMITS.waitingMinutes),
  freeMisses: upTo(LIMITS.freeMisses),
  rows: strictObject(rows),
})
export type PolicyDocument = Infer<typeof policyDocument>

/** What a policy says, without the name of its version. */
export type PolicyTerms = Omit<Policy, 'version'>

/** What a policy says and nothing beside it, its rows in the order of the table. */
export const termsOf = ({ noticeMs, waitingMinutes, freeMisses, rows: table }: PolicyTerms): PolicyTerms => ({
  noticeMs,
  waitingMinutes,
  freeMisses,
  rows: Object.fromEntries(
    ROW_IDS.map((id): [RowId, Row] => {
      const { mark, counts, reschedule } = table[id]
      return [id, { mark, counts, reschedule }]
    }),
  ) as Record<RowId, Row>,
})

/** The document of a policy. */
export const documentOf = (terms: PolicyTerms): PolicyDocument => ({
  format: FORMAT,
  ...(termsOf(terms) as Omit<PolicyDocument, 'format'>),
})

/** What a policy says as one text: the same for all that say the same. Its hash names the version. */
export const canonical = (terms: PolicyTerms): string => JSON.stringify(documentOf(terms))

/** True when both decide alike in every case. */
export const saysTheSame = (a: PolicyTerms, b: PolicyTerms): boolean => canonical(a) === canonical(b)

/** Why something is not taken for a policy. `at`: where it contradicts the schema ("rows/paid/other"), for `invalid`. */
export type PolicyFault = {
  readonly reason: 'not-json' | 'not-a-policy' | 'newer' | 'invalid'
  readonly at: readonly string[]
}

/** Reads what came from outside. It is data: nothing in it is kept that the schema does not name. */
export const readPolicy = (outside: unknown): Result<PolicyTerms, PolicyFault> => {
  const fault = (reason: PolicyFault['reason'], at: readonly string[] = []) => err({ reason, at })
  const format = (outside as { readonly format?: unknown } | null)?.format
  if (typeof format !== 'string' || !format.startsWith('afterward-policy-')) return fault('not-a-policy')
  if (format !== FORMAT) return fault('newer')
  const read = policyDocument.safeParse(outside)
  if (read.success) return ok(termsOf(read.data))
  const places = read.error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
  })
  return fault('invalid', [...new Set(places.map((path) => path.join('/')))])
}

/** The same for the text of a file. */
export const parsePolicy = (text: string): Result<PolicyTerms, PolicyFault> => {
  try {
    return readPolicy(JSON.parse(text))
  } catch {
    return err({ reason: 'not-json', at: [] })
  }
}
