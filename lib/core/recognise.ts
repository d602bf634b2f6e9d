import type { Account } from './account.ts'
import { MARK, NO_LINK } from './annotation.ts'
import type { Client } from './client.ts'
import { type Coach, clientsIn, fitsAddress, fold, isCoach } from './coach.ts'
import { type CalendarEvent, isTimed } from './event.ts'
import type { Kind } from './policy.ts'
import { sessionKey } from './session.ts'
import { type BookingTool, toolOf } from './tool.ts'
import { normaliseUid } from './uid.ts'
import { ownColour } from './visible.ts'

/** What a rule looks at (PRODUCT 3). Addresses and words are compared without case. */
export type RuleMatch =
  | { readonly type: 'calendar'; readonly calendarKey: string }
  | { readonly type: 'title'; readonly words: string }
  | { readonly type: 'attendee'; readonly addressOrDomain: string }
  | { readonly type: 'organiser'; readonly addressOrDomain: string }
  | { readonly type: 'colour'; readonly colour: string }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'tool'; readonly tool: BookingTool }
  /** The coach's word for one session key, one series or one client. */
  | { readonly type: 'session'; readonly sessionKey: string }
  | { readonly type: 'series'; readonly uid: string }
  /** Everyone who is invited: any event with another person. */
  | { readonly type: 'anyone' }

/** One recognition rule; they are tried by `order`, the first match wins. */
export type Rule = {
  readonly id: string
  readonly order: number
  readonly include: boolean
  /** The kind it gives its sessions, or null: from the client, else asked. */
  readonly kind: Kind | null
  readonly match: RuleMatch
}

/** Everything recognising needs to know about people, from what is stored. */
export const coachOf = (
  accounts: readonly Pick<Account, 'email'>[],
  clients: readonly Pick<Client, 'addresses' | 'dontAsk'>[],
  rules: readonly Rule[],
): Coach => ({
  addresses: new Set(accounts.map(({ email }) => email.toLowerCase())),
  notClients: new Set(clients.filter(({ dontAsk }) => dontAsk).flatMap(({ addresses }) => addresses)),
  attendees: [...rules]
    .sort((a, b) => a.order - b.order)
    .flatMap(({ include, match }) =>
      match.type === 'attendee' ? [{ include, addressOrDomain: match.addressOrDomain }] : [],
    ),
})

/** An event as rules see it. `tool`: what booked it, when that was found out before the description was dropped. */
export type Recognisable = CalendarEvent & {
  readonly calendarKey: string
  readonly tool?: BookingTool | null
}

/** Whether an event is coaching. `by`: id of the rule, or 'makeup'. */
export type Recognition =
  | { readonly coaching: true; readonly by: string; readonly kind: Kind | null }
  /**
   * hold: one of our own · never: all-day, focus time and the like (E24), or without real times · declined: by the coach ·
   * not-part: somebody else's event · rule: a rule says no · no-rule: no rule says yes.
   */
  | {
      readonly coaching: false
      readonly why: 'hold' | 'never' | 'declined' | 'not-part' | 'rule' | 'no-rule'
    }

const no = (why: Extract<Recognition, { coaching: false }>['why']): Recognition => ({ coaching: false, why })

const yes = (rule: Rule, otherwise: Kind | null = null): Recognition => ({
  coaching: true,
  by: rule.id,
  kind: rule.kind ?? otherwise,
})

const isPart = (event: Recognisable, coach: Coach): boolean =>
  event.attendees.some((attendee) => isCoach(attendee, coach)) ||
  event.organiser === null ||
  isCoach(event.organiser, coach)

const hasDeclined = (event: Recognisable, coach: Coach): boolean =>
  event.attendees.some((attendee) => isCoach(attendee, coach) && attendee.response === 'declined')

const hasWords = (title: string, words: string): boolean => {
  const wanted = fold(words).split(' ').filter(Boolean)
  return wanted.length > 0 && wanted.every((word) => title.includes(word))
}

const fits = (match: RuleMatch, event: Recognisable, title: string, coach: Coach): boolean => {
  switch (match.type) {
    case 'calendar':
      return event.calendarKey === match.calendarKey
    case 'title':
      return hasWords(title, match.words)
    case 'attendee':
      return clientsIn(event, coach).some(({ address }) => fitsAddress(address, match.addressOrDomain))
    case 'organiser':
      return fitsAddress(event.organiser?.email?.toLowerCase() ?? '', match.addressOrDomain)
    case 'colour':
      return ownColour(event) === match.colour
    case 'category':
      return event.categories.some((category) => fold(category) === fold(match.category))
    case 'tool':
      return (event.tool ?? toolOf(event)) === match.tool
    case 'session':
      return sessionKey(event) === match.sessionKey
    case 'series':
      return normaliseUid(event.iCalUid ?? '') === normaliseUid(match.uid)
    case 'anyone':
      return clientsIn(event, coach).length > 0
  }
}

/** An exclude rule about an attendee takes a person out, not the event: what is left decides (E18). */
const isAboutPerson = (rule: Rule): boolean => !rule.include && rule.match.type === 'attendee'

/** The coach's word on one session or series (PRODUCT 3). */
const isWord = ({ match }: Rule): boolean => match.type === 'session' || match.type === 'series'

/** What was booked through Afterward says so itself: a make-up, or a next session. */
const bookedBy = ({ marks }: Recognisable): 'makeup' | 'next' | null => {
  const makeupOf = marks[MARK.makeupOf]
  if (makeupOf !== undefined && makeupOf !== NO_LINK) return 'makeup'
  return marks[MARK.follows] !== undefined ? 'next' : null
}

/** True when everybody but the coach was taken out by the coach's own word. */
const nobodyLeft = (event: Recognisable, coach: Coach): boolean =>
  event.attendees.some((attendee) => !attendee.resource && !isCoach(attendee, coach)) &&
  clientsIn(event, coach).length === 0

/** What the rules say, in their order, of an event that can be a session. */
const byRules = (inOrder: readonly Rule[], event: Recognisable, coach: Coach): Recognition => {
  const title = fold(event.title)
  const isAbout = ({ match }: Rule): boolean => fits(match, event, title, coach)
  const rule = inOrder.find(isAbout)
  if (rule === undefined) return no('no-rule')
  if (!rule.include) return no('rule')
  if (!isWord(rule)) return nobodyLeft(event, coach) ? no('rule') : yes(rule)
  // That it is coaching says nothing of its kind: what was said of that before still holds.
  const other = inOrder.find((each) => !isWord(each) && isAbout(each))
  return yes(rule, other?.include ? other.kind : null)
}

/**
 * Prepares rules for many events: what never is a session comes first (PRODUCT 3, E24), then what was booked through
 * Afterward, which always is, then the rules in order, first match wins.
 */
export const recogniser = (rules: readonly Rule[], coach: Coach): ((event: Recognisable) => Recognition) => {
  const inOrder = rules.filter((rule) => !isAboutPerson(rule)).sort((a, b) => a.order - b.order)
  return (event) => {
    if (event.marks[MARK.hold] !== undefined) return no('hold')
    if (event.status === 'cancelled' || event.type !== 'default' || !isTimed(event)) return no('never')
    const booked = bookedBy(event)
    if (booked !== null) return { coaching: true, by: booked, kind: null }
    if (!isPart(event, coach)) return no('not-part')
    if (hasDeclined(event, coach)) return no('declined')
    return byRules(inOrder, event, coach)
  }
}

/** Whether one event is coaching, by these rules (PRODUCT 3). For many events prepare a `recogniser` once. */
export const recognise = (event: Recognisable, rules: readonly Rule[], coach: Coach): Recognition =>
  recogniser(rules, coach)(event)
