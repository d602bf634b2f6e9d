import { toJSONSchema } from 'zod/mini'
import { type LIMITS, policyDocument } from '../../lib/core/policy-document.ts'
import { ROW_IDS } from '../../lib/core/policy-effect.ts'

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

const managedRow = {
  type: 'object',
  properties: {
    mark: { type: 'string' },
    counts: { type: 'boolean' },
    reschedule: { type: 'boolean' },
  },
}

/**
 * `public/managed.schema.json`: the same for Chrome's managed storage, whose schemas know neither alternatives nor what is required.
 * It only types the values: Chrome drops what its schema refuses without a word to the extension, and whoever reads a policy that was
 * refused should be told why.
 */
export const managedSchema = (): string => {
  const knob = (name: keyof typeof LIMITS) => ({ type: 'integer', description: words[name] })
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
            properties: Object.fromEntries(ROW_IDS.map((id) => [id, managedRow])),
          },
        },
      },
    },
  })
}
