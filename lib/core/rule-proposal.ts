import { type Coach, clientsIn, fold } from './coach.ts'
import type { Kind } from './policy.ts'
import { type Recognisable, type Rule, type RuleMatch, recogniser } from './recognise.ts'
import { type BookingTool, toolOf } from './tool.ts'

/** Words in a title that speak of a first, free conversation; they come before the others, so that the kind is right. */
const FREE_WORDS = ['discovery', 'consultation', 'chemistry', 'intro call', 'consulta', 'exploratoria']
/** Words in a title that speak of coaching. */
const COACHING_WORDS = ['coaching', 'session', 'sesion', 'mentoring']
/** Words in a title that speak of a conversation about coaching: there the coach is the one who is helped. */
const ABOUT_COACHING_WORDS = ['supervision']
const TOOLS: readonly BookingTool[] = ['calendly', 'acuity', 'cal.com', 'zoom-scheduler']

/** How often somebody, or a group, must be met before a rule about them is proposed, and how many such rules at most. */
const OFTEN = 3
const MOST = 8

type Draft = { readonly match: RuleMatch; readonly kind: Kind | null; readonly include?: false }

/** Events with somebody else in them, of which a rule could make sessions. */
const candidatesIn = (events: readonly Recognisable[], coach: Coach): readonly Recognisable[] => {
  const recognise = recogniser(
    [{ id: 'anyone', order: 0, include: true, kind: null, match: { type: 'anyone' } }],
    coach,
  )
  return events.filter((event) => {
    const recognition = recognise(event)
    return recognition.coaching && recognition.by !== 'makeup'
  })
}

const byWords = (
  words: readonly string[],
  kind: Kind | null,
  events: readonly Recognisable[],
): readonly Draft[] =>
  words
    .filter((word) => events.some(({ title }) => fold(title).includes(word)))
    .map((word) => ({ match: { type: 'title', words: word }, kind }))

const byTool = (events: readonly Recognisable[]): readonly Draft[] =>
  TOOLS.filter((tool) => events.some((event) => (event.tool ?? toolOf(event)) === tool)).map((tool) => ({
    match: { type: 'tool', tool },
    kind: null,
  }))

/** How often each value occurs, the commonest first. */
const counted = (values: readonly string[]): readonly (readonly [string, number])[] => {
  const times = new Map<string, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
}

const often = (values: readonly string[]): readonly string[] =>
  counted(values)
    .filter(([, times]) => times >= OFTEN)
    .slice(0, MOST)
    .map(([value]) => value)

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Events with people from outside the coach's own organisation only. */
const withOutsiders = (events: readonly Recognisable[], coach: Coach): readonly Recognisable[] => {
  const own = new Set([...coach.addresses].map(domainOf))
  return events.filter((event) => clientsIn(event, coach).every(({ address }) => !own.has(domainOf(address))))
}

/** People met alone and again and again, and titles of groups that meet again and again. */
const byHabit = (events: readonly Recognisable[], coach: Coach): readonly Draft[] => {
  const alone = events.flatMap((event) => {
    const [person, ...others] = clientsIn(event, coach)
    return person && others.length === 0 ? [person.address] : []
  })
  const groups = events.filter((event) => clientsIn(event, coach).length > 1 && event.title.trim() !== '')
  return [
    ...often(alone).map(
      (addressOrDomain) => ({ match: { type: 'attendee', addressOrDomain }, kind: null }) as const,
    ),
    ...often(groups.map(({ title }) => title.trim())).map(
      (words) => ({ match: { type: 'title', words: words.slice(0, 200) }, kind: null }) as const,
    ),
  ]
}

/** What the drafts so far would leave out. */
const missedBy = (
  drafts: readonly Draft[],
  events: readonly Recognisable[],
  coach: Coach,
): readonly Recognisable[] => {
  const recognise = recogniser(
    drafts.map((draft, order) => ({ ...draft, id: String(order), order, include: true })),
    coach,
  )
  return events.filter((event) => !recognise(event).coaching)
}

/**
 * Rules for the first run, from stored events (PRODUCT 3): words of coaching, booking tools, and people or groups met
 * often whom neither finds. Only what some event fits is proposed; a calendar that tells nothing gets the one word to begin with.
 */
export const proposeRules = (
  events: readonly Recognisable[],
  coach: Coach,
  newId: () => string,
): readonly Rule[] => {
  const all = candidatesIn(events, coach)
  const none = byWords(ABOUT_COACHING_WORDS, null, all).map(
    (draft) => ({ ...draft, include: false }) as const,
  )
  const candidates = all.filter(
    ({ title }) => !ABOUT_COACHING_WORDS.some((word) => fold(title).includes(word)),
  )
  const words = [
    ...byWords(FREE_WORDS, 'complimentary', candidates),
    ...byWords(COACHING_WORDS, null, candidates),
  ]
  const found = [...words, ...byTool(candidates)]
  const drafts = [...found, ...byHabit(withOutsiders(missedBy(found, candidates, coach), coach), coach)]
  const proposed: readonly Draft[] =
    drafts.length > 0 ? drafts : [{ match: { type: 'title', words: 'coaching' }, kind: null }]
  // What is none comes first: the first match wins.
  return [...none, ...proposed].map((draft, order) => ({ include: true, ...draft, id: newId(), order }))
}
