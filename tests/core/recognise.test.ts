import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../lib/core/event.ts'
import { coachOf, type Rule, type RuleMatch, recognise } from '../../lib/core/recognise.ts'
import { toolOf } from '../../lib/core/tool.ts'
import { accountOf, eventOf, NOW } from '../helpers/books.ts'

const person = (email: string, over = {}) => ({
  email,
  name: null,
  response: 'accepted' as const,
  self: false,
  organiser: false,
  optional: false,
  resource: false,
  ...over,
})
const SELF = person('coach@coach.example', { self: true })
const ORGANISER = { email: 'coach@coach.example', name: null, self: true }
const event = (over: Partial<CalendarEvent> = {}) => ({
  ...eventOf({
    iCalUid: 'uid@x',
    attendees: [SELF, person('dana@acme.example')],
    organiser: ORGANISER,
    ...over,
  }),
  calendarKey: 'work',
})
const rule = (match: RuleMatch, over: Partial<Rule> = {}): Rule => ({
  id: match.type,
  order: 1,
  include: true,
  kind: null,
  match,
  ...over,
})
const ANYONE = rule({ type: 'anyone' }, { order: 99 })
const look = (
  given: ReturnType<typeof event>,
  rules: readonly Rule[],
  clients: Parameters<typeof coachOf>[1] = [],
) => recognise(given, rules, coachOf([accountOf()], clients, rules))

describe('what is never a session', () => {
  it.each<[string, Partial<CalendarEvent>, string]>([
    ['an all-day event', { allDay: true, start: '2026-11-23', end: '2026-11-24' }, 'never'],
    ['focus time', { type: 'focusTime' }, 'never'],
    ['an absence', { type: 'outOfOffice' }, 'never'],
    ['a working place', { type: 'workingLocation' }, 'never'],
    ['a birthday', { type: 'birthday' }, 'never'],
    ['something that ends as it begins', { end: NOW, start: NOW }, 'never'],
    ['a cancelled event', { status: 'cancelled' }, 'never'],
    [
      'what the coach declined',
      { attendees: [{ ...SELF, response: 'declined' }, person('d@x.example')] },
      'declined',
    ],
    [
      'what the coach declined under an own address',
      { attendees: [person('Coach@coach.example', { response: 'declined' }), person('d@x.example')] },
      'declined',
    ],
    [
      'somebody else’s meeting',
      { attendees: [person('d@x.example')], organiser: { email: 'b@y.example', name: null, self: false } },
      'not-part',
    ],
    ['our own hold', { marks: { aw: '1', 'aw1.h': 'p:1' } }, 'hold'],
  ])('E24 %s', (_, over, why) => {
    expect(look(event(over), [ANYONE])).toEqual({ coaching: false, why })
  })
})

describe('rules', () => {
  it.each<[string, RuleMatch, Partial<CalendarEvent>, boolean]>([
    ['calendar', { type: 'calendar', calendarKey: 'work' }, {}, true],
    ['another calendar', { type: 'calendar', calendarKey: 'home' }, {}, false],
    [
      'words in any order, case or accent',
      { type: 'title', words: 'sesion CÓACHING' },
      { title: 'Coaching · 3ª Sesión' },
      true,
    ],
    ['only some of the words', { type: 'title', words: 'coaching group' }, { title: 'Coaching' }, false],
    ['no words at all', { type: 'title', words: '  ' }, { title: 'Coaching' }, false],
    ['an address', { type: 'attendee', addressOrDomain: 'Dana@acme.example' }, {}, true],
    ['a domain', { type: 'attendee', addressOrDomain: '@acme.example' }, {}, true],
    ['a domain above', { type: 'attendee', addressOrDomain: 'example' }, {}, true],
    ['the end of a domain that is none', { type: 'attendee', addressOrDomain: 'cme.example' }, {}, false],
    ['the coach’s own domain', { type: 'attendee', addressOrDomain: 'coach.example' }, {}, false],
    ['an organiser', { type: 'organiser', addressOrDomain: 'coach.example' }, {}, true],
    ['a colour', { type: 'colour', colour: '5' }, { colour: '5' }, true],
    [
      'the colour before ours',
      { type: 'colour', colour: '5' },
      { colour: '2', marks: { 'aw1.c': '5>2' } },
      true,
    ],
    ['our own colour', { type: 'colour', colour: '2' }, { colour: '2', marks: { 'aw1.c': '5>2' } }, false],
    [
      'a colour after ours',
      { type: 'colour', colour: '7' },
      { colour: '7', marks: { 'aw1.c': '5>2' } },
      true,
    ],
    ['a category', { type: 'category', category: 'COACHING' }, { categories: ['Coaching'] }, true],
    ['a booking tool', { type: 'tool', tool: 'calendly' }, { description: 'https://calendly.com/x' }, true],
    [
      'another booking tool',
      { type: 'tool', tool: 'acuity' },
      { description: 'https://calendly.com/x' },
      false,
    ],
    ['the coach’s word on a session', { type: 'session', sessionKey: 'uid@x|-' }, {}, true],
    ['the coach’s word on a series', { type: 'series', uid: 'uid@x' }, { originalStart: NOW }, true],
    ['anyone', { type: 'anyone' }, {}, true],
    ['nobody', { type: 'anyone' }, { attendees: [] }, false],
    [
      'only a room',
      { type: 'anyone' },
      { attendees: [SELF, person('room@x.example', { resource: true })] },
      false,
    ],
  ])('by %s', (_, match, over, coaching) => {
    expect(look(event(over), [rule(match)])).toMatchObject({ coaching })
  })

  it('go in order, and the first match wins, with its kind', () => {
    const rules = [
      rule({ type: 'anyone' }, { id: 'late', order: 3, kind: 'paid' }),
      rule({ type: 'title', words: 'consultation' }, { id: 'free', order: 2, kind: 'complimentary' }),
      rule({ type: 'title', words: 'team' }, { id: 'no', order: 1, include: false }),
    ]
    const seen = (title: string) => look(event({ title }), rules)
    expect(seen('Consultation')).toEqual({ coaching: true, by: 'free', kind: 'complimentary' })
    expect(seen('Dana')).toEqual({ coaching: true, by: 'late', kind: 'paid' })
    expect(seen('Team consultation')).toEqual({ coaching: false, why: 'rule' })
  })

  it('leave the kind to those after the coach’s word on a session or series, which says nothing about it', () => {
    const word = rule({ type: 'session', sessionKey: 'uid@x|-' }, { order: 0 })
    const earlier = rule({ type: 'series', uid: 'uid@x' }, { order: 1, include: false })
    const paid = rule({ type: 'title', words: 'coaching' }, { order: 2, kind: 'paid' })
    const kindBy = (...rules: readonly Rule[]) => look(event(), rules)
    expect(kindBy(ANYONE, paid, earlier, word)).toEqual({ coaching: true, by: 'session', kind: 'paid' })
    expect(kindBy({ ...word, kind: 'complimentary' }, paid)).toMatchObject({ kind: 'complimentary' })
    expect(kindBy(word, { ...paid, include: false }, { ...ANYONE, kind: 'paid' })).toMatchObject({
      by: 'session',
      kind: null,
    })
    expect(kindBy(word)).toMatchObject({ by: 'session', kind: null })
  })

  it('E18 take an assistant out, and the event only when nobody else is left', () => {
    const rules = [
      rule({ type: 'attendee', addressOrDomain: 'help@acme.example' }, { include: false }),
      ANYONE,
    ]
    const help = person('help@acme.example')
    expect(look(event({ attendees: [SELF, help] }), rules)).toEqual({ coaching: false, why: 'no-rule' })
    expect(look(event({ attendees: [SELF, help, person('dana@acme.example')] }), rules)).toMatchObject({
      coaching: true,
    })
  })

  it('leave out a client the coach does not want to be asked about', () => {
    const clients = [{ addresses: ['dana@acme.example'], dontAsk: true }]
    expect(look(event(), [ANYONE], clients)).toMatchObject({ coaching: false })
    expect(look(event(), [rule({ type: 'title', words: 'coaching' })], clients)).toEqual({
      coaching: false,
      why: 'rule',
    })
  })

  it('are not asked about a make-up: that always is a session', () => {
    expect(look(event({ marks: { 'aw1.m': 'k|-#_' } }), [])).toEqual({
      coaching: true,
      by: 'makeup',
      kind: null,
    })
  })

  it('know one who organised a meeting for the coach alone', () => {
    const organiser = { email: 'dana@acme.example', name: 'Dana', self: false }
    expect(look(event({ attendees: [SELF], organiser }), [ANYONE])).toMatchObject({ coaching: true })
  })
})

describe('booking tools', () => {
  it.each([
    ['calendly', 'Cancel: https://calendly.com/cancellations/x'],
    ['acuity', 'see https://coach.as.me/x, or https://as.me/x'],
    ['acuity', 'https://app.acuityscheduling.com/x'],
    ['cal.com', 'https://app.cal.com/booking/x'],
    ['zoom-scheduler', 'https://scheduler.zoom.us/x'],
    [null, 'https://notcalendly.com https://mycal.com https://cal.community'],
    [null, ''],
  ])('%s is told by its address', (tool, description) => {
    expect(toolOf(eventOf({ description }))).toBe(tool)
  })
})
