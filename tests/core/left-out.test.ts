import { describe, expect, it } from 'vitest'
import { leavingOut, leftOut } from '../../lib/core/left-out.ts'
import { coachOf, type Rule, recognise } from '../../lib/core/recognise.ts'
import { accountOf, eventOf } from '../helpers/books.ts'

const attendee = (email: string) => ({
  email,
  name: null,
  response: 'accepted' as const,
  self: false,
  optional: false,
  resource: false,
  organiser: false,
  comment: null,
})

const domain: Rule = {
  id: 'acme',
  order: 0,
  include: true,
  kind: 'paid',
  match: { type: 'attendee', addressOrDomain: 'acme.example' },
}

const newId = () => 'new'

describe('E18 somebody who is never a client', () => {
  it('is left out although their whole domain is coaching, and everybody else stays', () => {
    const rules = leavingOut([domain], ['assistant@acme.example'], newId)
    const coach = coachOf([accountOf()], [], rules)
    const look = (...emails: readonly string[]) =>
      recognise({ ...eventOf({ attendees: emails.map(attendee) }), calendarKey: 'work' }, rules, coach)
    expect(look('assistant@acme.example').coaching).toBe(false)
    expect(look('assistant@acme.example', 'dana@acme.example')).toMatchObject({ coaching: true, by: 'acme' })
  })

  it('is listed with the rule that says so, once however often it is said', () => {
    const once = leavingOut([domain], ['assistant@acme.example'], newId)
    const twice = leavingOut(once, ['assistant@acme.example'], newId)
    expect(leftOut(twice)).toEqual([{ ruleId: once[0]?.id, addressOrDomain: 'assistant@acme.example' }])
    expect(twice.map(({ order }) => order)).toEqual([0, 1])
  })
})
