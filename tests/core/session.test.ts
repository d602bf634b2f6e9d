import { describe, expect, it } from 'vitest'
import { sessionDate, sessionKey } from '../../lib/core/session.ts'
import { normaliseUid, uidFamily } from '../../lib/core/uid.ts'

const HEAD = '040000008200E00074C5B7101A82E008'
/** A GlobalObjectId: head, date of the instance, creation time, nothing, size, data. */
const globalId = (date: string, data: string): string =>
  `${HEAD}${date}0102030405060708${'00'.repeat(8)}${'10000000'}${data}`
const hexOf = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase()

describe('the key of a session', () => {
  it('is the uid with the original start of an instance, or a dash for a single event', () => {
    expect(sessionKey({ iCalUid: 'a@x', originalStart: null })).toBe('a@x|-')
    expect(sessionKey({ iCalUid: 'a@x', originalStart: 1_763_974_800_000 })).toBe('a@x|1763974800000')
  })

  it('is the same for every occurrence’s own GlobalObjectId', () => {
    const data = hexOf('0123456789ABCDEF')
    const [one, two] = [globalId('07EA0B18', data), globalId('07EA0C01', data)]
    expect(normaliseUid(one)).toBe(globalId('00000000', data))
    expect(normaliseUid(two)).toBe(normaliseUid(one.toLowerCase()))
  })

  it('takes a foreign uid out of a GlobalObjectId', () => {
    const data = `${hexOf('vCal-Uid')}01000000${hexOf('abc_R20261122T100000@google.com')}00`
    expect(normaliseUid(globalId('07EA0B18', data))).toBe('abc_R20261122T100000@google.com')
  })

  it.each(['', 'plain@x', HEAD, `${HEAD}ZZ`, `${HEAD}07EA0B1`, `${HEAD.slice(2)}07EA0B18`])(
    'leaves alone what is no GlobalObjectId: %s',
    (uid) => {
      expect(normaliseUid(uid)).toBe(uid)
    },
  )

  it.each([
    ['abc_R20261122T100000@google.com', 'abc@google.com'],
    ['abc_R20261122T100000Z@google.com', 'abc@google.com'],
    ['abc_R20261122@google.com', 'abc@google.com'],
    ['abc_R20261122T100000_R20270101T100000@google.com', 'abc@google.com'],
    ['abc_Really@google.com', 'abc_Really@google.com'],
    ['abc', 'abc'],
  ])('E02 the family of %s is %s', (uid, family) => {
    expect(uidFamily(uid)).toBe(family)
  })

  it('E26 a session across midnight belongs to the date of its start, in its own zone', () => {
    // 23:30 to 00:30 in Madrid on 30 November 2026; in UTC an hour earlier, in Auckland already 1 December.
    const start = Date.UTC(2026, 10, 30, 22, 30)
    expect(sessionDate({ start, zone: 'Europe/Madrid' })).toBe('2026-11-30')
    expect(sessionDate({ start, zone: 'Pacific/Auckland' })).toBe('2026-12-01')
  })
})
