import { describe, expect, it } from 'vitest'
import { handKey, handTimes } from '../../lib/core/by-hand.ts'
import { balance, rebook, standing } from '../../lib/core/ledger.ts'
import { HOUR } from '../../lib/core/time.ts'
import { alsoInCalendar } from '../../lib/core/view/by-hand.ts'
import { peopleOf } from '../../lib/core/view/people.ts'
import { DANA, entryOf, NOW, participantOf, sessionOf } from '../helpers/books.ts'

const at = (date: string, time: string, zone = 'Europe/Madrid', minutes = 60) =>
  handTimes({ date, time, minutes, zone })
const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('the times of a session added by hand', () => {
  it.each([
    ['in winter', at('2026-11-23', '10:00'), '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z'],
    ['in summer', at('2026-07-01', '10:00'), '2026-07-01T08:00:00Z', '2026-07-01T09:00:00Z'],
    [
      'E20 a time that the clocks skip',
      at('2026-03-29', '02:30'),
      '2026-03-29T01:30:00Z',
      '2026-03-29T02:30:00Z',
    ],
    [
      'E20 a time that comes twice',
      at('2026-10-25', '02:30'),
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ],
    ['E20 across the change', at('2026-03-29', '01:30'), '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
    ['E26 over midnight', at('2026-11-23', '23:30'), '2026-11-23T22:30:00Z', '2026-11-23T23:30:00Z'],
  ])('%s', (_, times, start, end) => {
    expect(times).toEqual({ start: instant(start), end: instant(end) })
  })

  it.each([
    ['a day that is none', at('2026-02-30', '10:00')],
    ['a time that is none', at('2026-11-23', '25:00')],
    ['no time', at('2026-11-23', '')],
    ['no length', at('2026-11-23', '10:00', 'Europe/Madrid', 0)],
    ['half a minute', at('2026-11-23', '10:00', 'Europe/Madrid', 0.5)],
    ['a zone that is none', at('2026-11-23', '10:00', 'Europe/Atlantis')],
  ])('%s is refused', (_, times) => {
    expect(times).toBeNull()
  })
})

describe('a booked session put at another time', () => {
  const entry = entryOf({
    id: 'a|p',
    answerId: 'a',
    sessionKey: 'k',
    address: null,
    sessionStart: NOW,
    at: NOW,
  })

  it('is taken back and booked at its new start; the sum is the same', () => {
    const added = rebook([entry], { sessionStart: NOW - HOUR, zone: 'UTC' }, NOW + 1)
    const all = [entry, ...added]
    expect(balance(all)).toBe(1)
    expect(standing(all).map(({ sessionStart }) => sessionStart)).toEqual([NOW - HOUR])
    expect(new Set(all.map(({ id }) => id)).size).toBe(3)
    expect(rebook(all, { sessionStart: NOW - HOUR, zone: 'UTC' }, NOW + 2)).toEqual([])
  })

  it('E23 is booked again when only its zone is another: its month goes by that', () => {
    const added = rebook([entry], { sessionStart: NOW, zone: 'Asia/Tokyo' }, NOW + 1)
    expect(standing([entry, ...added]).map(({ zone }) => zone)).toEqual(['Asia/Tokyo'])
    expect(balance([entry, ...added])).toBe(1)
  })
})

describe('a session added by hand that the calendar holds as well', () => {
  const dana = { ...participantOf(DANA, 'dana@client.example') }
  const hand = sessionOf({ key: handKey('1'), copies: [], recognisedBy: 'hand', participants: [dana] })
  const client = {
    id: 'c',
    name: 'Dana',
    addresses: ['dana@client.example'],
    titles: [],
    participants: [],
    kinds: [],
    dontAsk: false,
    createdAt: 0,
  }
  const people = peopleOf([client])

  it('is told by the same client at an overlapping time', () => {
    expect(alsoInCalendar([hand, sessionOf()], people)).toEqual(new Set([hand.key]))
  })

  it.each([
    ['somebody else', sessionOf({ participants: [participantOf(DANA, 'lee@client.example')] })],
    ['another time', sessionOf({ start: NOW, end: NOW + HOUR })],
    ['what is not coaching', sessionOf({ standing: 'aside' })],
    ['another one added by hand', sessionOf({ recognisedBy: 'hand' })],
  ])('is not told by %s', (_, other) => {
    expect(alsoInCalendar([hand, other], people)).toEqual(new Set())
  })
})
