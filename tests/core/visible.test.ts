import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import type { CalendarEvent, EventPatch } from '../../lib/core/event.ts'
import type { Mark } from '../../lib/core/policy.ts'
import { COLOURS, lookFor, ownColour, shownMark, undressed, type Visible } from '../../lib/core/visible.ts'
import { DANA, eventOf, headFor, LEE } from '../helpers/books.ts'

const byColour: Visible = { by: 'colour', of: COLOURS }
const byCategory: Visible = {
  by: 'category',
  of: {
    completed: 'Afterward: Completed',
    'didnt-occur': 'Afterward: Didn’t occur',
    'to-reschedule': 'Afterward: To reschedule',
    'canceled-in-time': 'Afterward: Canceled in time',
  },
}

/** The event as the calendar has it after the patch. */
const patchedBy = (event: CalendarEvent, patch: EventPatch): CalendarEvent => {
  const marks = Object.entries({ ...event.marks, ...patch.marks }).filter(([, value]) => value !== null)
  return { ...event, ...patch, marks: Object.fromEntries(marks) as Record<string, string>, attendees: [] }
}
const show = (event: CalendarEvent, visible: Visible | null, mark: Mark | null) =>
  patchedBy(event, lookFor(event, visible, mark))

const marks = Object.keys(COLOURS) as Mark[]
const colour: fc.Arbitrary<string | null> = fc.option(fc.constantFrom('1', '2', '4', '6', '7', '9', '11'))

/** What happens to an event: an answer shows an outcome (null: undone), or the coach picks a colour of their own. */
type Step = { readonly shown: Mark | null } | { readonly picked: string | null }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.option(fc.constantFrom(...marks)).map((shown) => ({ shown })),
  colour.map((picked) => ({ picked })),
)

describe('the colour of an outcome', () => {
  it('whatever the order of answers and recolourings, the coach ends with the colour chosen last', () => {
    fc.assert(
      fc.property(colour, fc.array(step, { maxLength: 12 }), (original, steps) => {
        let event = eventOf({ colour: original })
        let chosen = original
        for (const each of steps) {
          if ('picked' in each) {
            event = { ...event, colour: each.picked }
            chosen = each.picked
          } else event = show(event, byColour, each.shown)
          expect(ownColour(event)).toBe(chosen)
        }
        const bare = patchedBy(event, undressed(event))
        expect(bare.colour).toBe(chosen)
        expect(bare.marks).toEqual({})
      }),
    )
  })

  it('never paints over a colour that was picked after ours, whatever is answered then', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...marks, null), { maxLength: 6 }), (later) => {
        const painted = show(eventOf({ colour: '2' }), byColour, 'completed')
        const picked = { ...painted, colour: '7' }
        const end = later.reduce<CalendarEvent>((event, mark) => show(event, byColour, mark), picked)
        expect(end.colour).toBe('7')
      }),
    )
  })

  it('undone, it gives back the colour before, or that of the calendar', () => {
    for (const before of ['2', null]) {
      const painted = show(eventOf({ colour: before }), byColour, 'didnt-occur')
      expect(painted).toMatchObject({ colour: '3', marks: { [MARK.colour]: `${before ?? ''}>3` } })
      expect(show(painted, byColour, null)).toMatchObject({ colour: before, marks: {} })
    }
  })

  it('says nothing when there is nothing to change', () => {
    const painted = show(eventOf(), byColour, 'completed')
    expect(lookFor(painted, byColour, 'completed')).toEqual({ marks: {} })
    expect(lookFor(eventOf(), byColour, null)).toEqual({ marks: {} })
    expect(lookFor(eventOf(), null, 'completed')).toEqual({ marks: {} })
  })

  it('leaves an event alone that wears a label of the coach’s own: no number brings it back', () => {
    expect(lookFor(eventOf({ colour: 'label:4261-8756' }), byColour, 'completed')).toEqual({ marks: {} })
  })

  it('takes a mark that somebody else wrote there for no colour of ours', () => {
    const odd = eventOf({ colour: '4', marks: { [MARK.colour]: '>>' } })
    expect(ownColour(odd)).toBe('4')
    expect(patchedBy(odd, undressed(odd))).toMatchObject({ colour: '4', marks: {} })
  })
})

describe('the category of an outcome', () => {
  const category = fc.constantFrom('VIP', 'Acme', 'Afterward: Completed')

  it('only ever adds and removes its own; the coach’s stay, in their order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(category),
        fc.array(fc.constantFrom(...marks, null), { maxLength: 8 }),
        (categories, shown) => {
          const event = shown.reduce(
            (now, mark) => show(now, byCategory, mark),
            eventOf({ categories }) as CalendarEvent,
          )
          expect(event.categories.slice(0, categories.length)).toEqual(categories)
          expect(event.categories.length - categories.length).toBeLessThanOrEqual(1)
          expect(patchedBy(event, undressed(event))).toMatchObject({ categories, marks: {} })
        },
      ),
    )
  })

  it('knows its own by the name it wrote, in whatever language another browser writes', () => {
    const spanish: Visible = {
      by: 'category',
      of: { ...byCategory.of, 'didnt-occur': 'Afterward: No tuvo lugar' },
    }
    const first = show(eventOf({ categories: ['VIP'] }), byCategory, 'completed')
    expect(show(first, spanish, 'didnt-occur').categories).toEqual(['VIP', 'Afterward: No tuvo lugar'])
  })

  it('does not put back what the coach took off, and leaves a list at its limit', () => {
    const first = show(eventOf({ categories: ['VIP'] }), byCategory, 'completed')
    const taken = { ...first, categories: ['VIP'] }
    expect(show(taken, byCategory, 'didnt-occur').categories).toEqual(['VIP'])
    const full = eventOf({ categories: Array.from({ length: 25 }, (_, index) => `c${index}`) })
    expect(lookFor(full, byCategory, 'completed')).toEqual({ marks: {} })
  })
})

describe('what a group shows', () => {
  const head = (mark: 'came' | 'sick' | 'missed') =>
    headFor(
      mark,
      {
        came: { occurred: true } as const,
        sick: { occurred: false, reason: 'client-emergency' } as const,
        missed: { occurred: false, reason: 'client-no-show' } as const,
      }[mark],
    )

  it.each([
    [['came', 'sick'], 'to-reschedule'],
    [['came', 'missed'], 'didnt-occur'],
    [['missed', 'sick'], 'to-reschedule'],
    [['came', 'came'], 'completed'],
  ] as const)('%j shows %s', ([dana, lee], shown) => {
    const heads = new Map([
      [DANA, [head(dana)]],
      [LEE, [head(lee)]],
    ])
    expect(shownMark(heads)).toBe(shown)
    expect(shownMark(new Map())).toBeNull()
  })
})
