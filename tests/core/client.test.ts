import { describe, expect, it } from 'vitest'
import { clientOf, kindAt, kindOf, kindOfAll } from '../../lib/core/client.ts'
import { DANA, NOW, clientOf as personOf, sessionOf } from '../helpers/books.ts'

const dana = personOf('dana', { addresses: ['dana@client.example', 'dana@home.example'] })
const lee = personOf('lee', { titles: ['coaching lee'], participants: [`uid-9|-#${DANA}`] })
const sight = { address: null, participantKey: 'uid-1|-#_', title: '' }

describe('who a participant is', () => {
  it('E17 any address of a client', () => {
    expect(clientOf([lee, dana], { ...sight, address: 'Dana@Home.example' })).toBe(dana)
    expect(clientOf([lee, dana], { ...sight, address: 'nobody@client.example' })).toBeUndefined()
  })

  it('E19 without an address by title, without case and extra spaces', () => {
    expect(clientOf([dana, lee], { ...sight, title: '  Coaching   LEE ' })).toBe(lee)
    expect(clientOf([dana, lee], { ...sight, title: '' })).toBeUndefined()
  })

  it('a title never overrules an address', () => {
    expect(
      clientOf([dana, lee], { ...sight, address: 'new@client.example', title: 'Coaching Lee' }),
    ).toBeUndefined()
  })

  it("the coach's word overrules both", () => {
    const said = { address: 'dana@client.example', participantKey: `uid-9|-#${DANA}`, title: '' }
    expect(clientOf([dana, lee], said)).toBe(lee)
  })
})

describe('the kind of a session', () => {
  const grown = personOf('c', {
    kinds: [
      { from: NOW - 10, kind: 'complimentary' },
      { from: NOW, kind: 'paid' },
    ],
  })

  it('E40 is that of its own time', () => {
    expect(kindAt(grown, NOW - 1)).toBe('complimentary')
    expect(kindAt(grown, NOW)).toBe('paid')
    expect(kindAt(grown, NOW - 100)).toBe('complimentary')
    expect(kindAt(personOf('c'), NOW)).toBeNull()
  })

  it('the word for the session goes before the client, the client before the rule; else it is asked', () => {
    const late = sessionOf({ start: NOW })
    expect(kindOf({ ...late, kind: 'complimentary' }, grown)).toBe('complimentary')
    expect(kindOf({ ...late, ruleKind: 'complimentary' }, grown)).toBe('paid')
    expect(kindOf({ ...late, ruleKind: 'complimentary' }, personOf('c'))).toBe('complimentary')
    expect(kindOf({ ...late, ruleKind: null }, undefined)).toBeNull()
  })

  it('E15 a group is paid only if everybody in it is known to be; else the coach is asked', () => {
    const kinds = (kind: 'paid' | 'complimentary') => [{ from: 0, kind }]
    const ana = { ...personOf('ana'), kinds: kinds('paid') }
    const lee = { ...personOf('lee'), kinds: kinds('paid') }
    const free = { ...personOf('mia'), kinds: kinds('complimentary') }
    const session = { kind: null, ruleKind: null, start: 5 }
    expect(kindOfAll(session, [ana, lee])).toBe('paid')
    expect(kindOfAll(session, [ana, personOf('sam')])).toBeNull()
    expect(kindOfAll(session, [ana, undefined])).toBeNull()
    expect(kindOfAll(session, [ana, free])).toBeNull()
    expect(kindOfAll({ ...session, kind: 'paid' }, [ana, free, null])).toBe('paid')
    expect(kindOfAll({ ...session, ruleKind: 'complimentary' }, [null])).toBe('complimentary')
  })
})
