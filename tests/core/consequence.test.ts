import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { consequence, type Question } from '../../lib/core/consequence.ts'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Program } from '../../lib/core/program.ts'
import { DAY } from '../../lib/core/time.ts'
import { DANA, headFor, NOW } from '../helpers/books.ts'

const program: Program = {
  id: 'p1',
  clientId: 'dana',
  name: 'Twelve',
  sessions: 12,
  alreadyUsed: 3,
  from: '2026-09-01',
  to: null,
  perMonth: null,
  zone: 'UTC',
  createdAt: 0,
}
const subjectAt = (start: number, sessionKey = `at-${start}`) => ({
  sessionKey,
  participant: DANA,
  address: 'dana@client.example',
  sessionStart: start,
  zone: 'UTC',
})
const entriesAt = (...starts: number[]): LedgerEntry[] =>
  starts.flatMap((start) => [...book(headFor(`${start}`, { occurred: true }), [], subjectAt(start), NOW)])

const noShow: Said = { occurred: false, reason: 'client-no-show' }
const ask = (said: Said, over: Partial<Question> = {}) =>
  consequence({
    said,
    kind: 'paid',
    courtesy: false,
    policy: defaultPolicy,
    subject: subjectAt(NOW, 'uid-1|-'),
    client: { addresses: ['dana@client.example'], participants: [] },
    programs: [program],
    entries: entriesAt(NOW - 7 * DAY),
    now: NOW,
    ...over,
  })

describe('the consequence before the click', () => {
  it('a no-show: counts as if it had happened, 5 of 12', () => {
    expect(ask(noShow)).toMatchObject({
      mark: 'didnt-occur',
      counts: true,
      reschedule: false,
      free: false,
      program: { used: 5, total: 12, over: 0 },
      withoutProgram: null,
      month: null,
    })
  })

  it('an emergency: nothing used up, the program as it stands', () => {
    expect(ask({ occurred: false, reason: 'client-emergency' })).toMatchObject({
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      program: { used: 4 },
      withoutProgram: null,
    })
  })

  it('a consultation never counts', () => {
    expect(ask({ occurred: true }, { kind: 'complimentary' })).toMatchObject({
      counts: false,
      program: { used: 4 },
    })
  })

  it('a changed answer is not counted on top of the old one', () => {
    const before = book(headFor('a', { occurred: true }), [], subjectAt(NOW, 'uid-1|-'), NOW)
    const entries = [...entriesAt(NOW - 7 * DAY), ...before]
    expect(ask(noShow, { entries }).program?.used).toBe(5)
    expect(ask({ occurred: false, reason: 'other' }, { entries }).program?.used).toBe(4)
  })

  it('without a program: how many are counted, and since when', () => {
    expect(ask({ occurred: true }, { programs: [] })).toMatchObject({
      program: null,
      withoutProgram: { sessions: 2, since: NOW - 7 * DAY },
    })
    expect(ask({ occurred: true }, { programs: [], entries: [] }).withoutProgram).toEqual({
      sessions: 1,
      since: NOW,
    })
  })

  it("a participant who is nobody's yet is counted by address, or alone", () => {
    expect(ask({ occurred: true }, { programs: [], client: null }).withoutProgram?.sessions).toBe(2)
    const bare = { ...subjectAt(NOW, 'uid-1|-'), address: null }
    expect(
      ask({ occurred: true }, { programs: [], client: null, subject: bare }).withoutProgram?.sessions,
    ).toBe(1)
  })

  it('the month with its allowance, over-use included', () => {
    const monthly = [{ ...program, perMonth: 1 }]
    expect(ask(noShow, { programs: monthly }).month).toEqual({
      month: '2026-11',
      used: 2,
      over: 1,
      allowance: 1,
    })
    expect(ask({ occurred: false, reason: 'other' }, { programs: monthly }).month).toBeNull()
  })

  it('E41 says that the program is used up or over', () => {
    expect(ask(noShow, { programs: [{ ...program, sessions: 4 }] }).program).toMatchObject({
      used: 5,
      over: 1,
      left: 0,
    })
    const ended = { ...program, to: '2026-11-20' }
    expect(ask(noShow, { programs: [ended] }).program).toMatchObject({ used: 5, over: 1, expired: true })
  })

  it('a free miss says so and uses nothing; the next one counts', () => {
    const policy = { ...defaultPolicy, freeMisses: 1 }
    expect(ask(noShow, { policy })).toMatchObject({
      free: true,
      counts: false,
      reschedule: false,
      program: { used: 4 },
    })
    const spent = book({ ...headFor('f', noShow), counts: false }, [], subjectAt(NOW - 14 * DAY), NOW)
    const entries = [...entriesAt(NOW - 7 * DAY), ...spent]
    expect(ask(noShow, { policy, entries })).toMatchObject({
      free: false,
      counts: true,
      program: { used: 5 },
    })
  })

  it('a miss that counted has spent no free one', () => {
    const policy = { ...defaultPolicy, freeMisses: 1 }
    const counted = book(headFor('c', noShow), [], subjectAt(NOW - 14 * DAY), NOW)
    expect(ask(noShow, { policy, entries: counted }).free).toBe(true)
  })

  it('a courtesy make-up: back for rescheduling, not counted', () => {
    expect(ask(noShow, { courtesy: true })).toMatchObject({
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      override: 'courtesy',
      program: { used: 4 },
    })
  })
})
