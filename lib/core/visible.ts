import { MARK } from './annotation.ts'
import { effective, type Head } from './answer.ts'
import type { Calendar, CalendarEvent, EventPatch } from './event.ts'
import type { Mark } from './policy.ts'

/**
 * How outcomes are shown on the event itself, where the coach opted in (PRODUCT 7): by the event's colour, or by a category of ours.
 * `of`: what each outcome looks like.
 */
export type Visible = { readonly by: 'colour' | 'category'; readonly of: Readonly<Record<Mark, string>> }

/** What the coach chose; absent: neither. Names of categories are those the coach saw when choosing, in that language for good. */
export type VisibleChoice = {
  readonly colour: boolean
  readonly categories: Readonly<Record<Mark, string>> | null
}

/** Google's numbers for event colours: Basil, Grape, Banana, Graphite. Their hues follow those of the outcomes everywhere else (UI). */
export const COLOURS: Readonly<Record<Mark, string>> = {
  completed: '10',
  'didnt-occur': '3',
  'to-reschedule': '5',
  'canceled-in-time': '8',
}

/** What is shown on events of this calendar, or null. */
export const visibleOn = (
  choice: VisibleChoice | undefined,
  { provider }: Pick<Calendar, 'provider'>,
): Visible | null => {
  if (provider !== 'outlook') return choice?.colour ? { by: 'colour', of: COLOURS } : null
  return choice?.categories ? { by: 'category', of: choice.categories } : null
}

/** In a group one colour stands for all: what still wants the coach comes first. */
const ORDER: readonly Mark[] = ['to-reschedule', 'didnt-occur', 'canceled-in-time', 'completed']

/** The outcome that an event shows, from the heads of all its participants; null: nothing is decided. */
export const shownMark = (heads: ReadonlyMap<string, readonly Head[]>): Mark | null => {
  const marks = new Set([...heads.values()].map((each) => effective(each)?.mark))
  return ORDER.find((mark) => marks.has(mark)) ?? null
}

/** What is to be changed so that an event looks as it should; `marks` remember what was before. */
export type Look = Pick<EventPatch, 'colour' | 'categories'> & {
  readonly marks: Readonly<Record<string, string | null>>
}

/** As it is: nothing to change. */
const AS_IT_IS: Look = { marks: {} }

type Dressed = Pick<CalendarEvent, 'colour' | 'categories' | 'marks'>

const PAINT = /^([\w.#-]{0,40})>([\w.#-]{1,40})$/

/** The colour before ours and ours, as `aw1.c` keeps them; null where we painted nothing. */
const paintOf = (
  marks: CalendarEvent['marks'],
): { readonly before: string | null; readonly ours: string } | null => {
  const [, before, ours] = PAINT.exec(marks[MARK.colour] ?? '') ?? []
  return ours === undefined ? null : { before: before || null, ours }
}

/** The colour that is the coach's own: the one before ours while ours is on (PRODUCT 7). Recognition rules see this one. */
export const ownColour = (event: Pick<CalendarEvent, 'colour' | 'marks'>): string | null => {
  const paint = paintOf(event.marks)
  return paint !== null && paint.ours === event.colour ? paint.before : event.colour
}

const colour = (event: Dressed, wanted: string | null): Look => {
  const paint = paintOf(event.marks)
  // Somebody chose another colour after us: it stays, and `aw1.c` stays with it, so that it is known next time too.
  if (paint !== null && paint.ours !== event.colour) return AS_IT_IS
  const before = ownColour(event)
  if (wanted === null) return paint === null ? AS_IT_IS : { colour: before, marks: { [MARK.colour]: null } }
  const kept = `${before ?? ''}>${wanted}`
  // A label of the coach's own cannot be put back by its number, so it is not painted over.
  if (!PAINT.test(kept) || event.marks[MARK.colour] === kept) return AS_IT_IS
  return { colour: wanted, marks: { [MARK.colour]: kept } }
}

/** A list that is as long as this is left as it is: where Outlook's own limit lies is not documented. */
const MOST_CATEGORIES = 25

const category = (event: Dressed, wanted: string | null): Look => {
  const ours = event.marks[MARK.category] ?? null
  // Taken off by hand: it is not put back.
  if (ours !== null && !event.categories.includes(ours)) return AS_IT_IS
  if (ours === wanted) return AS_IT_IS
  const theirs = event.categories.filter((each) => each !== ours)
  // One of that name that the coach put there is the coach's.
  const adds = wanted !== null && !theirs.includes(wanted) && theirs.length < MOST_CATEGORIES
  if (ours === null && !adds) return AS_IT_IS
  return adds
    ? { categories: [...theirs, wanted], marks: { [MARK.category]: wanted } }
    : { categories: theirs, marks: { [MARK.category]: null } }
}

/** The event's look for an outcome (null: none), in the same patch as the answer. Null `visible`: what is shown is taken back. */
export const lookFor = (event: Dressed, visible: Visible | null, mark: Mark | null): Look => {
  const wanted = (by: Visible['by']) => (visible?.by === by && mark !== null ? visible.of[mark] : null)
  const painted = colour(event, wanted('colour'))
  const sorted = category(event, wanted('category'))
  return { ...painted, ...sorted, marks: { ...painted.marks, ...sorted.marks } }
}

/** Everything visible of ours off the event, and nothing of it remembered: exactly what we changed is as it was. */
export const undressed = (event: Dressed): Look => {
  const { marks: _, ...change } = lookFor(event, null, null)
  const own = [MARK.colour, MARK.category].filter((key) => key in event.marks)
  return { ...change, marks: Object.fromEntries(own.map((key) => [key, null])) }
}
