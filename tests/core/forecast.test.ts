import { describe, expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import { entriesOf } from '../../lib/core/client.ts'
import { type Expected, forecast } from '../../lib/core/forecast.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Program } from '../../lib/core/program.ts'
import { DAY } from '../../lib/core/time.ts'
import { DANA, entryOf, NOW } from '../helpers/books.ts'

const dana: Client = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' }],
  dontAsk: false,
  createdAt: 0,
}

const program = (over: Partial<Program> = {}): Program => ({
  id: 'p1',
  clientId: 'c1',
  name: 'Six sessions',
  sessions: 6,
  alreadyUsed: 4,
  from: '2026-01-01',
  to: null,
  perMonth: null,
  zone: 'UTC',
  createdAt: 0,
  ...over,
})

/** Dana's session so many days from now. */
const inDays = (
  days: number,
  over: { kind?: Kind; client?: Client | null; address?: string | null } = {},
) => {
  const { kind = 'paid', client = dana, address = 'dana@client.example' } = over
  return {
    kind,
    client,
    subject: {
      sessionKey: `s${days}|-`,
      participant: DANA,
      address,
      sessionStart: NOW + days * DAY,
      zone: 'UTC',
    },
  }
}

const figures = (
  expected: readonly Expected[],
  programs: readonly Program[],
  entries: readonly LedgerEntry[] = [],
) => {
  const would = forecast(
    expected,
    { linesOf: (whose) => entriesOf(whose, entries), programs, makeups: new Map() },
    { policy: defaultPolicy, now: NOW },
  )
  return expected.map(({ subject }) => {
    const c = would.get(`${subject.sessionKey}#${subject.participant}`)
    return c?.program ? [c.program.used, c.program.over] : (c?.withoutProgram?.sessions ?? null)
  })
}

describe('what sessions to come would come to', () => {
  it('E41 each supposes that those before it take place, so that the one too many is flagged before it is held', () => {
    // In no order at all: they are reckoned in the order in which they begin.
    expect(figures([inDays(21), inDays(7), inDays(14)], [program()])).toEqual([
      [7, 1],
      [5, 0],
      [6, 0],
    ])
  })

  it('goes on from what the books hold', () => {
    const held = entryOf({ id: 'a', sessionKey: 'held|-', sessionStart: NOW - DAY })
    expect(figures([inDays(7)], [program()], [held])).toEqual([[6, 0]])
  })

  it('a free one uses nothing up', () => {
    expect(figures([inDays(7, { kind: 'complimentary' }), inDays(14)], [program()])).toEqual([
      [4, 0],
      [5, 0],
    ])
  })

  it('one after the last day is over-use, however much is left', () => {
    expect(figures([inDays(7), inDays(14)], [program({ to: '2026-12-01' })])).toEqual([
      [5, 0],
      [6, 1],
    ])
  })

  it('without a program it says how many would have counted', () => {
    expect(figures([inDays(7), inDays(14)], [])).toEqual([1, 2])
  })

  it('E19 somebody known by the title alone is one person all the same', () => {
    const title = { ...dana, addresses: [], titles: ['coaching'] }
    const each = { client: title, address: null }
    expect(figures([inDays(7, each), inDays(14, each)], [program()])).toEqual([
      [5, 0],
      [6, 0],
    ])
  })

  it('strangers are each their own', () => {
    const lee = inDays(14, { client: null, address: 'lee@client.example' })
    expect(figures([inDays(7, { client: null }), lee], [])).toEqual([1, 1])
  })

  it('flags the month whose allowance is used up, and only that', () => {
    const would = forecast(
      [inDays(2), inDays(5), inDays(10)],
      { linesOf: () => [], programs: [program({ sessions: 12, perMonth: 1 })], makeups: new Map() },
      { policy: defaultPolicy, now: NOW },
    )
    expect([...would.values()].map(({ month }) => month)).toEqual([
      { month: '2026-11', used: 1, over: 0, allowance: 1 },
      { month: '2026-11', used: 2, over: 1, allowance: 1 },
      { month: '2026-12', used: 1, over: 0, allowance: 1 },
    ])
  })
})
