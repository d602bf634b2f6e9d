import type { Page } from 'puppeteer-core'
import type { Head } from '../../../lib/core/answer.ts'
import type { ClientKey } from '../../emulator/coach-clients.ts'
import { sayWhy } from './card.ts'
import { press } from './hands.ts'

/** One outcome: what is pressed, what the card says before, what is kept after. Times are wall times of today. */
export type Outcome = {
  readonly what: string
  readonly client: ClientKey
  readonly hour: number
  readonly press: (page: Page) => Promise<void>
  /** What the card says of the choice, and the button that confirms it; for "yes", the line under the question. */
  readonly text: string
  readonly button?: string
  readonly head: Pick<Head, 'code' | 'kind' | 'mark' | 'counts' | 'reschedule' | 'rowId' | 'override'>
  readonly queued: boolean
}

/** What a head must say, beside its id, time and device. */
export const head = (
  code: Head['code'],
  kind: Head['kind'],
  mark: Head['mark'],
  rest: Partial<Outcome['head']> = {},
): Outcome['head'] => ({
  code,
  kind,
  mark,
  counts: false,
  reschedule: false,
  rowId: `${kind}/${code}`,
  override: null,
  ...rest,
})

const nothing = async () => undefined
const because = (reason: string) => (page: Page) => sayWhy(page, reason)

/** Every distinct outcome of the default policy (PRODUCT 2), once. */
export const outcomes: readonly Outcome[] = [
  {
    what: 'Completed, counted',
    client: 'dana',
    hour: 8,
    press: nothing,
    text: 'Would be 5 of 12',
    head: head('occurred', 'paid', 'completed', { counts: true }),
    queued: false,
  },
  {
    what: 'Didn’t occur, counted as if it had happened',
    client: 'dana',
    hour: 9,
    press: because('Client canceled at the last minute'),
    text: 'Didn’t occur. Counts as if it had happened: 6 of 12 used. Not sent back for rescheduling.',
    button: 'Confirm: counts, 6 of 12',
    head: head('client-late-cancel', 'paid', 'didnt-occur', { counts: true }),
    queued: false,
  },
  {
    what: 'To reschedule',
    client: 'dana',
    hour: 10,
    press: because('I missed the session'),
    text: 'To reschedule. Doesn’t count: still 6 of 12 used. Back for rescheduling.',
    button: 'Confirm: back for rescheduling',
    head: head('coach-missed', 'paid', 'to-reschedule', { reschedule: true }),
    queued: true,
  },
  {
    what: 'Canceled in time',
    client: 'kim',
    hour: 11,
    press: async (page) => {
      await sayWhy(page, 'Told me 24 h or more ahead')
      await press(page, '2 days before')
    },
    text: 'Canceled in time. Doesn’t count. Back for rescheduling.',
    button: 'Confirm: canceled in time',
    head: head('canceled-in-time', 'paid', 'canceled-in-time', { reschedule: true }),
    queued: true,
  },
  {
    what: 'moved, nothing decided',
    client: 'ana',
    hour: 12,
    press: async (page) => {
      await sayWhy(page, 'We moved it')
      await press(page, 'It isn’t in my calendar yet')
    },
    text: 'Nothing is decided or counted: the session has its new time.',
    button: 'Confirm: moved',
    head: head('moved', 'paid', null, { rowId: null }),
    queued: false,
  },
  {
    what: 'a counted miss sent back as a courtesy',
    client: 'lee',
    hour: 13,
    press: async (page) => {
      await sayWhy(page, 'Client did not show up')
      await press(page, 'Courtesy make-up')
    },
    text: 'To reschedule, as a courtesy. Doesn’t count. Back for rescheduling.',
    button: 'Confirm: back for rescheduling',
    head: head('client-no-show', 'paid', 'to-reschedule', { reschedule: true, override: 'courtesy' }),
    queued: true,
  },
  {
    what: 'Completed, complimentary',
    client: 'mia',
    hour: 14,
    press: nothing,
    text: 'Free: never counts toward a program',
    head: head('occurred', 'complimentary', 'completed'),
    queued: false,
  },
  {
    what: 'To reschedule, complimentary',
    client: 'omar',
    hour: 15,
    press: because('Client did not show up'),
    text: 'To reschedule. Never counts: it is free. Back for rescheduling.',
    button: 'Confirm: back for rescheduling',
    head: head('client-no-show', 'complimentary', 'to-reschedule', { reschedule: true }),
    queued: true,
  },
  {
    what: 'Canceled in time, complimentary',
    client: 'mia',
    hour: 16,
    press: async (page) => {
      await sayWhy(page, 'Told me 24 h or more ahead')
      await press(page, 'A week before')
    },
    text: 'Canceled in time. Never counts: it is free. Back for rescheduling.',
    button: 'Confirm: canceled in time',
    head: head('canceled-in-time', 'complimentary', 'canceled-in-time', { reschedule: true }),
    queued: true,
  },
]
