import { describe, expect, it } from 'vitest'
import { carrierOf, gate, reachOf, type Way } from '../../lib/core/carrier.ts'
import type { WriteOperation } from '../../lib/core/outbox.ts'
import type { Copy } from '../../lib/core/session.ts'
import { accountOf, calendarOf, NOW, sessionOf } from '../helpers/books.ts'

const [base] = sessionOf().copies as [Copy]
const copy = (eventId: string, over: Partial<Copy>): Copy => ({ ...base, eventId, ...over })

describe('the copy that carries the annotation', () => {
  it('E11 is the one the coach organises, else the first that can be written', () => {
    const guest = copy('guest', { organisedByCoach: false })
    const own = copy('own', {})
    expect(carrierOf({ copies: [guest, own] })?.eventId).toBe('own')
    expect(
      carrierOf({ copies: [copy('no', { writable: false, organisedByCoach: true }), guest] })?.eventId,
    ).toBe('guest')
  })

  it('E11 is another one where the first cannot be written now; one that already has it keeps it', () => {
    const guest = copy('guest', { organisedByCoach: false })
    const own = copy('own', {})
    const by = (ways: Readonly<Record<string, Partial<Way>>>) =>
      carrierOf({ copies: [own, guest] }, ({ eventId }) => ({
        reach: 'now',
        carries: false,
        ...ways[eventId],
      }))?.eventId
    expect(by({})).toBe('own')
    expect(by({ own: { reach: 'later' } })).toBe('guest')
    expect(by({ own: { reach: 'later' }, guest: { reach: 'paused' } })).toBe('own')
    expect(by({ own: { reach: 'paused' }, guest: { reach: 'later' } })).toBe('guest')
    expect(by({ own: { reach: 'later', carries: true } })).toBe('own')
    expect(by({ own: { reach: 'never', carries: true } })).toBe('guest')
    expect(by({ own: { reach: 'never' }, guest: { reach: 'never' } })).toBeUndefined()
  })

  it.each([
    ['as usual', calendarOf(), accountOf(), {}, 'now'],
    ['signed out', calendarOf(), accountOf({ state: 'sign-in' }), {}, 'later'],
    ['read-only', calendarOf(), accountOf({ access: 'read' }), {}, 'later'],
    ['practice', calendarOf(), accountOf({ access: 'read', provider: 'practice' }), {}, 'now'],
    ['paused', calendarOf(), accountOf({ paused: true, state: 'sign-in' }), {}, 'paused'],
    ['removed', calendarOf(), undefined, {}, 'never'],
    ['of a calendar that was left', undefined, accountOf(), {}, 'never'],
    ['not wanted on this calendar', calendarOf(), accountOf(), { off: ['work'] }, 'never'],
    ['of somebody else', calendarOf({ role: 'writer' }), accountOf(), {}, 'never'],
    ['not yet agreed to', calendarOf(), accountOf(), { consent: 'ask' }, 'now'],
  ] as const)('E11 how far it gets: %s', (_, calendar, account, over, expected) => {
    expect(reachOf(calendar, account, { consent: 'on', off: [], on: [], ...over })).toBe(expected)
  })

  it('E08 is none where no copy lives', () => {
    expect(carrierOf({ copies: [copy('gone', { goneAt: NOW })] })).toBeUndefined()
  })
})

describe('whether a write may go out', () => {
  const strip: WriteOperation = { type: 'strip' }
  const mark: WriteOperation = { type: 'mark', marks: {} }
  const annotations = { consent: 'on', off: [], on: [] } as const
  const owned = calendarOf()
  const shared = calendarOf({ key: 'shared', role: 'writer' })

  it.each([
    ['agreed to', mark, annotations, owned, accountOf(), 'queued'],
    ['not yet asked', mark, { ...annotations, consent: 'ask' }, owned, accountOf(), 'consent'],
    ['not wanted', mark, { ...annotations, consent: 'off' }, owned, accountOf(), 'drop'],
    ['not wanted on this calendar', mark, { ...annotations, off: ['work'] }, owned, accountOf(), 'drop'],
    ['on a calendar of somebody else', mark, annotations, shared, accountOf(), 'drop'],
    [
      'on one of somebody else, wanted',
      mark,
      { ...annotations, on: ['shared'] },
      shared,
      accountOf(),
      'queued',
    ],
    ['read-only account', mark, annotations, owned, accountOf({ access: 'read' }), 'consent'],
    ['practice', mark, annotations, owned, accountOf({ access: 'read', provider: 'practice' }), 'queued'],
    ['taking back needs no consent', strip, { ...annotations, consent: 'off' }, owned, accountOf(), 'queued'],
    ['taking back needs access', strip, annotations, owned, accountOf({ access: 'read' }), 'consent'],
  ] as const)('%s', (_, operation, settings, calendar, account, expected) => {
    expect(gate(operation, settings, calendar, account)).toBe(expected)
  })
})
