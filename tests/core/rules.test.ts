import { describe, expect, it } from 'vitest'
import type { Attendee } from '../../lib/core/event.ts'
import { coachOf, type Recognisable, type Rule, recogniser } from '../../lib/core/recognise.ts'
import { proposeRules } from '../../lib/core/rule-proposal.ts'
import { previewRules } from '../../lib/core/view/rule-preview.ts'
import { eventOf, NOW } from '../helpers/books.ts'

const coach = coachOf([{ email: 'coach@practice.example' }], [], [])

const person = (email: string, self = false): Attendee => ({
  email,
  name: null,
  response: 'accepted',
  self,
  organiser: false,
  optional: false,
  resource: false,
})

let ids = 0
/** An event of the coach with these people. */
const meeting = (title: string, ...others: string[]): Recognisable & { startMs: number } => ({
  ...eventOf({
    id: `e${++ids}`,
    iCalUid: `uid-${ids}`,
    title,
    attendees: [person('coach@practice.example', true), ...others.map((email) => person(email))],
    organiser: { email: 'coach@practice.example', name: null, self: true },
  }),
  calendarKey: 'work',
  startMs: NOW,
})

const proposed = (events: readonly Recognisable[]) => {
  let count = 0
  return proposeRules(events, coach, () => `r${++count}`).map(({ match, kind }) => ({ match, kind }))
}

describe('proposed rules', () => {
  it('find words of coaching, free conversations first', () => {
    expect(
      proposed([
        meeting('Coaching: Dana', 'dana@client.example'),
        meeting('Discovery call', 'new@client.example'),
        meeting('Lunch'),
      ]),
    ).toEqual([
      { match: { type: 'title', words: 'discovery' }, kind: 'complimentary' },
      { match: { type: 'title', words: 'coaching' }, kind: null },
    ])
  })

  it('take supervision for no coaching, in either language, nor the supervisor for a client', () => {
    const events = [
      meeting('Coaching: Dana', 'dana@client.example'),
      ...[1, 2, 3].map(() => meeting('Coaching supervision', 'jo@supervisor.example')),
      meeting('Supervisión', 'jo@supervisor.example'),
    ]
    const rules = proposeRules(events, coach, () => `r${++ids}`)
    expect(rules.map(({ include, match }) => [include, match])).toEqual([
      [false, { type: 'title', words: 'supervision' }],
      [true, { type: 'title', words: 'coaching' }],
    ])
    const judge = recogniser(rules, coach)
    expect(events.map((event) => judge(event).coaching)).toEqual([true, false, false, false, false])
  })

  it('find a booking tool by its signature', () => {
    const booked = { ...meeting('Dana and Coach', 'dana@client.example'), tool: 'calendly' as const }
    expect(proposed([booked])).toEqual([{ match: { type: 'tool', tool: 'calendly' }, kind: null }])
  })

  it('find people and groups met again and again, but not colleagues', () => {
    const often = (title: string, ...who: string[]) => [1, 2, 3].map(() => meeting(title, ...who))
    expect(
      proposed([
        ...often('Dana / me', 'dana@client.example'),
        ...often('Circle', 'ana@client.example', 'kim@client.example'),
        ...often('Stand-up', 'desk@practice.example'),
        meeting('Once', 'once@client.example'),
      ]),
    ).toEqual([
      { match: { type: 'attendee', addressOrDomain: 'dana@client.example' }, kind: null },
      { match: { type: 'title', words: 'Circle' }, kind: null },
    ])
  })

  it('begin with one word where the calendar tells nothing', () => {
    expect(proposed([])).toEqual([{ match: { type: 'title', words: 'coaching' }, kind: null }])
  })
})

describe('the preview of rules', () => {
  const rule: Rule = {
    id: 'words',
    order: 0,
    include: true,
    kind: null,
    match: { type: 'title', words: 'coaching' },
  }

  it('counts by title what is coaching and what is not', () => {
    const preview = previewRules(
      [
        meeting('Coaching: Dana', 'dana@client.example'),
        meeting('Coaching: Dana', 'dana@client.example'),
        meeting('Dentist'),
      ],
      [rule],
      coach,
    )
    expect(preview).toMatchObject({ coaching: 2, others: 1 })
    expect(preview.groups.map(({ title, events, coaching }) => [title, events, coaching])).toEqual([
      ['Coaching: Dana', 2, true],
      ['Dentist', 1, false],
    ])
  })

  it('E24 leaves out what no rule can make a session', () => {
    const never = { ...meeting('Coaching off-site', 'dana@client.example'), type: 'outOfOffice' }
    expect(previewRules([never], [rule], coach).groups).toEqual([])
  })
})
