import { toJSONSchema } from 'zod/mini'
import type { RowId } from '../../lib/core/policy.ts'
import { LIMITS, policyDocument } from '../../lib/core/policy-document.ts'
import { effectsOf, ROW_IDS, rowFor } from '../../lib/core/policy-effect.ts'

const words: Readonly<Record<string, string>> = {
  noticeMs:
    'Elapsed milliseconds of notice that are enough; exactly so much is enough. 24 hours are 86400000.',
  waitingMinutes: 'Minutes after the start from which "Client isn\'t here" is offered.',
  freeMisses: 'How many misses of each client that would count are free.',
  rows: 'What each answer means: whether the session counts toward the program and is sent back for rescheduling.',
}

const text = (schema: unknown): string => `${JSON.stringify(schema, null, 2)}\n`

/** `public/policy.schema.json`: what an exported policy is, for editors and organisations. */
export const policySchema = (): string => {
  const { properties, ...schema } = toJSONSchema(policyDocument, { io: 'input' })
  return text({
    ...schema,
    title: 'A policy of Afterward',
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, of]) => [
        name,
        words[name] === undefined || typeof of === 'boolean' ? of : { description: words[name], ...of },
      ]),
    ),
  })
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

const managedRow = (id: RowId) => ({
  type: 'object',
  properties: {
    mark: { type: 'string', enum: unique(effectsOf(id).map((effect) => rowFor(id, effect).mark)) },
    counts: { type: 'boolean' },
    reschedule: { type: 'boolean' },
  },
})

/**
 * `public/managed.schema.json`: the same for Chrome's managed storage, whose schemas know neither alternatives nor what is required.
 * It only types the values; whether they are a policy is decided where they are read.
 */
export const managedSchema = (): string => {
  const knob = (name: keyof typeof LIMITS) => ({
    type: 'integer',
    description: words[name],
    minimum: 0,
    maximum: LIMITS[name],
  })
  return text({
    type: 'object',
    properties: {
      policy: {
        title: 'The policy that decides what every answer means',
        description: 'As Afterward exports it. The coach then reads it and cannot change it.',
        type: 'object',
        properties: {
          format: { type: 'string' },
          noticeMs: knob('noticeMs'),
          waitingMinutes: knob('waitingMinutes'),
          freeMisses: knob('freeMisses'),
          rows: {
            description: words.rows,
            type: 'object',
            properties: Object.fromEntries(ROW_IDS.map((id) => [id, managedRow(id)])),
          },
        },
      },
    },
  })
}
