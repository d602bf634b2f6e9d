import {
  array,
  boolean,
  gte,
  lte,
  maxLength,
  nullable,
  number,
  object,
  enum as oneOf,
  optional,
  partial,
  regex,
  string,
} from 'zod/mini'
import { BACKUP_EVERY } from './backup.ts'
import { LETTER_IDS } from './letter.ts'

const text = (max: number) => string().check(maxLength(max))
const time = string().check(regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const stretches = optional(array(object({ start: time, end: time })))

/** What a page may change of the settings; the rest (device, install time, policy) is not a page's to write. */
export const settingsEdit = object({
  ask: optional(
    partial(
      object({
        when: oneOf(['after-session', 'end-of-day', 'badge-only']),
        endOfDay: time,
        graceMinutes: number().check(gte(0), lte(240)),
        how: oneOf(['window', 'notification']),
        quiet: nullable(partial(object({ from: time, to: time }))),
        singleKeys: boolean(),
        privateScreen: boolean(),
      }),
    ),
  ),
  reschedule: optional(
    partial(
      object({
        hours: nullable(
          object({
            1: stretches,
            2: stretches,
            3: stretches,
            4: stretches,
            5: stretches,
            6: stretches,
            7: stretches,
          }),
        ),
        bufferMinutes: number().check(gte(0), lte(240)),
        leadHours: number().check(gte(0), lte(720)),
        horizonDays: number().check(gte(1), lte(365)),
        holds: number().check(gte(1), lte(9)),
        maxHeld: number().check(gte(1), lte(30)),
        holdDays: number().check(gte(1), lte(60)),
        undoMinutes: number().check(gte(0), lte(60)),
        maxChain: nullable(number().check(gte(1), lte(20))),
      }),
    ),
  ),
  letters: optional(
    object({
      signature: optional(text(200)),
      template: optional(
        object({
          id: oneOf(LETTER_IDS),
          language: text(35),
          letter: nullable(object({ subject: text(500), body: text(10_000) })),
        }),
      ),
    }),
  ),
  backup: optional(object({ every: oneOf(BACKUP_EVERY) })),
})

const categoryName = string().check(maxLength(100))

/** Whether outcomes are shown on the events themselves; the categories by the names that the coach was shown. */
export const visibleEdit = partial(
  object({
    colour: boolean(),
    categories: nullable(
      object({
        completed: categoryName,
        'didnt-occur': categoryName,
        'to-reschedule': categoryName,
        'canceled-in-time': categoryName,
      }),
    ),
  }),
)
