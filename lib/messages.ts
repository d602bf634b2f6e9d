import * as z from 'zod/mini'
import { REASONS } from './core/policy.ts'
import type { Failure } from './core/failure.ts'
import type { Result } from './core/result.ts'
import type { Interval } from './core/time.ts'

/**
 * What pages may ask of the background, and the shape each message must have. The background checks every message against its
 * schema and its sender before a flow sees it; pages import only the types (and `messaging.ts`), so that Zod is not in their bundle.
 */
const text = (max: number) => z.string().check(z.maxLength(max))
const id = text(1024)
const kind = z.enum(['paid', 'complimentary'])
const instant = z.number()
const interval = z.object({ start: instant, end: instant })

const said = z.union([
  z.object({ occurred: z.literal(true) }),
  z.object({ occurred: z.literal(false), reason: z.enum(REASONS), note: z.optional(text(4000)) }),
  z.object({ canceledByClient: z.object({ noticeMs: z.number() }) }),
  z.object({ moved: z.literal(true), toSessionKey: z.nullable(id) }),
])

const rule = z.object({
  id,
  order: z.number(),
  include: z.boolean(),
  kind: z.nullable(kind),
  match: z.union([
    z.object({ type: z.literal('calendar'), calendarKey: id }),
    z.object({ type: z.literal('title'), words: text(200) }),
    z.object({ type: z.literal('attendee'), addressOrDomain: text(320) }),
    z.object({ type: z.literal('organiser'), addressOrDomain: text(320) }),
    z.object({ type: z.literal('colour'), colour: text(40) }),
    z.object({ type: z.literal('category'), category: text(200) }),
    z.object({ type: z.literal('tool'), tool: z.enum(['calendly', 'acuity', 'cal.com', 'zoom-scheduler']) }),
    z.object({ type: z.literal('session'), sessionKey: id }),
    z.object({ type: z.literal('series'), uid: id }),
    z.object({ type: z.literal('anyone') }),
  ]),
})

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const date = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))
const stretches = z.optional(z.array(z.object({ start: time, end: time })))

/** The settings a page may change; the rest (device, install time, policy) is not a page's to write. */
const settings = z.object({
  ask: z.optional(
    z.object({
      when: z.enum(['after-session', 'end-of-day', 'badge-only']),
      endOfDay: time,
      graceMinutes: z.number().check(z.gte(0), z.lte(240)),
      how: z.enum(['window', 'notification']),
      quiet: z.nullable(z.object({ from: time, to: time })),
      singleKeys: z.boolean(),
      privateScreen: z.boolean(),
    }),
  ),
  annotations: z.optional(
    z.object({ consent: z.enum(['ask', 'on', 'off']), off: z.array(id), on: z.array(id) }),
  ),
  reschedule: z.optional(
    z.object({
      hours: z.nullable(
        z.object({ 1: stretches, 2: stretches, 3: stretches, 4: stretches, 5: stretches, 6: stretches, 7: stretches }),
      ),
      bufferMinutes: z.number().check(z.gte(0), z.lte(240)),
      leadHours: z.number().check(z.gte(0), z.lte(720)),
      horizonDays: z.number().check(z.gte(1), z.lte(365)),
      holds: z.number().check(z.gte(1), z.lte(9)),
      maxHeld: z.number().check(z.gte(1), z.lte(30)),
      holdDays: z.number().check(z.gte(1), z.lte(60)),
    }),
  ),
})

/** Every message, by name, with the schema of what it carries. `intentId` makes a repeated message one intent (E38). */
export const messageSchemas = {
  /** Answers for some participants of one session, decided and booked in one transaction. */
  answer: z.object({
    intentId: id,
    sessionKey: id,
    kind,
    answers: z.array(
      z.object({
        participant: id,
        said,
        courtesy: z.boolean(),
        minutes: z.nullable(z.number().check(z.gte(0), z.lte(1440))),
      }),
    ),
  }),
  /** Takes the answers in force back; the session waits again. */
  undo: z.object({ intentId: id, sessionKey: id, participants: z.array(id) }),
  /** Not asked before `until` (snooze, "Still going"). */
  putOff: z.object({ sessionKey: id, until: instant }),
  setKind: z.object({ sessionKey: id, kind }),
  /** The coach's word on whether something is coaching. */
  recogniseAs: z.object({ sessionKey: id, as: z.enum(['not-this', 'not-series', 'not-client', 'coaching']) }),
  saveNote: z.object({
    sessionKey: id,
    participant: id,
    text: text(200_000),
    minutes: z.nullable(z.number()),
    actions: z.array(z.object({ id, text: text(2000), due: z.nullable(date), done: z.boolean() })),
  }),
  saveClient: z.object({
    clientId: z.nullable(id),
    name: text(200),
    addresses: z.array(text(320)),
    kind: z.nullable(kind),
    dontAsk: z.boolean(),
  }),
  /** Says who an event without attendees is with; remembered by its title when `remember` (E19). */
  linkClient: z.object({ sessionKey: id, participant: id, clientId: id, remember: z.boolean() }),
  saveProgram: z.object({
    programId: z.nullable(id),
    clientId: id,
    name: text(200),
    sessions: z.number().check(z.gte(1), z.lte(10_000)),
    alreadyUsed: z.number().check(z.gte(0), z.lte(10_000)),
    from: date,
    to: z.nullable(date),
    perMonth: z.nullable(z.number().check(z.gte(0), z.lte(1000))),
  }),
  removeProgram: z.object({ programId: id }),
  saveRules: z.object({ rules: z.array(rule) }),
  saveSettings: settings,
  /** Free slots for something in the queue, free/busy re-read now. */
  offerSlots: z.object({ queueId: id }),
  /** Puts holds for these slots on the coach's calendar; nobody is told. */
  propose: z.object({ intentId: id, queueId: id, slots: z.array(interval) }),
  /** The client chose this one: it becomes the make-up, the other holds go. */
  choose: z.object({ proposalId: id, eventId: id }),
  withdraw: z.object({ proposalId: id }),
  letGo: z.object({ queueId: id }),
  /** Begins a sign-in and returns the address for `identity.launchWebAuthFlow`, which the page itself opens. */
  signInStart: z.object({
    provider: z.enum(['google']),
    access: z.enum(['read', 'write']),
    accountId: z.nullable(id),
    redirectUri: text(2000),
  }),
  /** Ends it with the address that came back; a forged or foreign one is refused. */
  signInFinish: z.object({ redirectedTo: text(20_000) }),
  startPractice: z.object({}),
  removeAccount: z.object({ accountId: id }),
  chooseCalendars: z.object({ accountId: id, calendarKeys: z.array(id) }),
  refreshCalendars: z.object({ accountId: id }),
  finishSetUp: z.object({}),
  pullNow: z.object({}),
  /** The coach's word on annotations, after seeing exactly what is written. */
  consent: z.object({ annotations: z.enum(['on', 'off']) }),
  removeAnnotations: z.object({}),
  retryWrite: z.object({ writeId: id }),
  discardWrite: z.object({ writeId: id }),
  openPrompt: z.object({ sessionKey: z.nullable(id) }),
} as const

export type MessageName = keyof typeof messageSchemas
/** What a message carries. */
export type Message<Name extends MessageName> = z.infer<(typeof messageSchemas)[Name]>

/** Why the background did not do what was asked, in a word the catalogue can put to a person. */
export type Refusal = {
  readonly reason:
    | 'bad-message'
    | 'not-found'
    | 'no-slots'
    | 'slot-taken'
    | 'too-many-holds'
    | 'not-writable'
    | 'sign-in-unknown'
    | 'sign-in-denied'
    | 'sign-in-expired'
    | 'no-client-id'
    | 'calendar'
    | 'storage'
  readonly failure: Failure | null
}

/** What each message is answered with when all went well. */
export type Replies = {
  answer: { readonly answerIds: readonly string[] }
  undo: { readonly answerIds: readonly string[] }
  offerSlots: { readonly slots: readonly Interval[]; readonly zone: string; readonly unknownCalendars: number }
  propose: { readonly proposalId: string }
  choose: { readonly makeupKey: string }
  saveClient: { readonly clientId: string }
  saveProgram: { readonly programId: string }
  signInStart: { readonly url: string }
  signInFinish: { readonly accountId: string }
  startPractice: { readonly accountId: string }
  pullNow: { readonly failures: readonly Failure[] }
  removeAnnotations: { readonly events: number }
}

/** The answer to a message: what was asked for, or why not. Never throws across the border. */
export type Reply<Name extends MessageName> = Result<Name extends keyof Replies ? Replies[Name] : null, Refusal>

export type MessageMap = { [Name in MessageName]: (data: Message<Name>) => Reply<Name> }
