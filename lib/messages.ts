import {
  array,
  boolean,
  gte,
  type infer as Infer,
  literal,
  lte,
  maxLength,
  nullable,
  number,
  object,
  enum as oneOf,
  optional,
  regex,
  string,
  union,
} from 'zod/mini'
import type { Failure } from './core/failure.ts'
import { REASONS } from './core/policy.ts'
import { policyDocument } from './core/policy-document.ts'
import { programChangeEdit, programEdit } from './core/program-edit.ts'
import type { RankedSlot } from './core/ranking.ts'
import type { Result } from './core/result.ts'
import { ruleEdit } from './core/rule-edit.ts'
import type { WorkingHours } from './core/settings.ts'
import { settingsEdit, visibleEdit } from './core/settings-edit.ts'
import { TRIALS } from './core/trial.ts'

/**
 * What pages may ask of the background, and the shape each message must have. The background checks every message against its
 * schema and its sender before a flow sees it; pages import only the types (and `messaging.ts`), so that Zod is not in their bundle.
 */
const text = (max: number) => string().check(maxLength(max))
const id = text(1024)
const kind = oneOf(['paid', 'complimentary'])
const purpose = oneOf(['makeup', 'next'])
const date = string().check(regex(/^\d{4}-\d\d-\d\d$/))
const instant = number()
const interval = object({ start: instant, end: instant })

const said = union([
  object({ occurred: literal(true) }),
  object({ occurred: literal(false), reason: oneOf(REASONS), note: optional(text(4000)) }),
  object({ canceledByClient: object({ noticeMs: number() }) }),
  object({ moved: literal(true), toSessionKey: nullable(id) }),
])

/** Every message, by name, with the schema of what it carries. `intentId` makes a repeated message one intent (E38). */
export const messageSchemas = {
  /** Answers for some participants of one session, decided and booked in one transaction. */
  answer: object({
    intentId: id,
    sessionKey: id,
    kind,
    answers: array(
      object({
        participant: id,
        said,
        courtesy: boolean(),
        minutes: nullable(number().check(gte(0), lte(1440))),
      }),
    ),
  }),
  /** Takes the answers in force back; the session waits again. */
  undo: object({ intentId: id, sessionKey: id, participants: array(id) }),
  /** Not asked before `until` (snooze, "Still going"). */
  putOff: object({ sessionKey: id, until: instant }),
  setKind: object({ sessionKey: id, kind }),
  /** The coach's word on whether something is coaching. */
  recogniseAs: object({ sessionKey: id, as: oneOf(['not-this', 'not-series', 'not-client', 'coaching']) }),
  /** "These are two sessions": parts what only looked like one meeting in two calendars. */
  splitSession: object({ sessionKey: id }),
  saveNote: object({
    sessionKey: id,
    participant: id,
    typedAt: optional(number()),
    text: text(200_000),
    minutes: nullable(number()),
    actions: array(object({ id, text: text(2000), due: nullable(date), done: boolean() })),
  }),
  saveClient: object({
    clientId: nullable(id),
    name: text(200),
    addresses: array(text(320)),
    kind: nullable(kind),
    dontAsk: boolean(),
    zone: optional(nullable(text(100))),
    language: optional(nullable(text(35))),
  }),
  /** One person where two were kept: `otherId` goes into `clientId` (E17). */
  mergeClients: object({ clientId: id, otherId: id }),
  /** Takes such a merge back. */
  splitClient: object({ clientId: id, otherId: id }),
  /** Takes everything known of a client away here (E59); with `dontAsk` their addresses stay, so that nobody asks about them. */
  eraseClient: object({ clientId: id, dontAsk: boolean() }),
  /** Says who an event without attendees is with; remembered by its title when `remember` (E19). */
  linkClient: object({ sessionKey: id, participant: id, clientId: id, remember: boolean() }),
  /** Adds a session that no calendar holds, or (with its key) changes one that was added so. */
  addSession: object({
    intentId: id,
    sessionKey: nullable(id),
    client: union([object({ clientId: id }), object({ name: text(200) })]),
    date,
    time: text(5),
    minutes: number().check(gte(1), lte(1440)),
    zone: text(100),
    kind,
  }),
  removeSession: object({ intentId: id, sessionKey: id }),
  saveProgram: programEdit,
  /** A pause or an extension, kept beside what was agreed; in place of (`instead`) one said before, or only taking that back. */
  changeProgram: programChangeEdit,
  removeProgram: object({ programId: id }),
  saveRules: object({ rules: array(ruleEdit) }),
  /** Somebody is never a client (E18), and may be one again. */
  leaveOut: object({ addresses: array(text(320)) }),
  letIn: object({ ruleId: id }),
  /** Just what changed: two changes made at once must not undo each other. So everywhere a setting is changed. */
  saveSettings: settingsEdit,
  /** The coach's own policy from now on, edited or from a file; `null`: the built-in one. */
  savePolicy: object({ policy: nullable(policyDocument), by: oneOf(['coach', 'file']) }),
  /** Free slots for a make-up, or for the next session, after one with a client (`sessionKey#participant`); free/busy re-read now. */
  offerSlots: object({ after: id, purpose }),
  /** Holds these slots on the coach's calendar, and nobody is told; or invites the client, who is mailed after the undo window. */
  propose: object({
    intentId: id,
    after: id,
    purpose,
    way: oneOf(['hold', 'invite']),
    slots: array(interval),
  }),
  /** The client chose this one, or asked for the time `at` instead of it: it becomes the session, what else was offered goes. */
  choose: object({ proposalId: id, eventId: id, at: optional(interval) }),
  withdraw: object({ proposalId: id }),
  letGo: object({ queueId: id }),
  /** The coach's word on "Moved to Thu 14:00?": a session booked in some other way is the make-up of one in the queue, or is not. */
  sayMoved: object({ queueId: id, sessionKey: id, moved: boolean(), start: optional(instant) }),
  /** Begins a sign-in and returns the address for `identity.launchWebAuthFlow`, which the page itself opens. */
  signInStart: object({
    provider: oneOf(['google', 'outlook']),
    access: oneOf(['read', 'write']),
    accountId: nullable(id),
    redirectUri: text(2000),
  }),
  /** Ends it with the address that came back; a forged or foreign one is refused. */
  signInFinish: object({ redirectedTo: text(20_000) }),
  /** The coach's own OAuth client at a service, or with `clientId` null back to the one Afterward was built with. */
  saveOwnClient: object({
    provider: oneOf(['google', 'outlook']),
    clientId: nullable(text(200)),
    secret: nullable(text(200)),
  }),
  startPractice: object({}),
  removeAccount: object({ accountId: id, takeBack: boolean() }),
  /** The coach's own name for an account; '' for none. */
  renameAccount: object({ accountId: id, label: text(80) }),
  pauseAccount: object({ accountId: id, paused: boolean() }),
  chooseCalendar: object({ calendarKey: id, chosen: boolean() }),
  refreshCalendars: object({ accountId: id }),
  finishSetUp: object({}),
  pullNow: object({}),
  /** The coach's word on annotations, after seeing exactly what is written. */
  consent: object({ annotations: oneOf(['on', 'off']) }),
  /** Whether outcomes are written to this calendar. */
  annotateCalendar: object({ calendarKey: id, annotated: boolean() }),
  removeAnnotations: object({}),
  /** Whether outcomes are shown on the events themselves; the categories by the names that the coach was shown. */
  showOutcomes: visibleEdit,
  retryWrite: object({ writeId: id }),
  discardWrite: object({ writeId: id }),
  openPrompt: object({ sessionKey: nullable(id) }),
  /** Shows what asking would look like, on a session of the past; `null` for none. */
  tryAsking: object({ what: oneOf(TRIALS), session: nullable(object({ key: id, start: instant })) }),
} as const

export type MessageName = keyof typeof messageSchemas
/** What a message carries. */
export type Message<Name extends MessageName> = Infer<(typeof messageSchemas)[Name]>

/** Why the background did not do what was asked, in a word the catalogue can put to a person. */
export type Refusal = {
  readonly reason:
    | 'bad-message'
    | 'not-found'
    | 'no-slots'
    | 'no-fair-slots'
    | 'slot-taken'
    | 'too-many-holds'
    | 'not-writable'
    | 'set-by-organisation'
    | 'no-address'
    | 'sign-in-unknown'
    | 'sign-in-denied'
    | 'sign-in-expired'
    | 'sign-in-admin'
    | 'sign-in-client'
    | 'no-client-id'
    | 'calendar'
    | 'storage'
  readonly failure: Failure | null
}

/** What each message is answered with when all went well. */
export type Replies = {
  answer: { readonly answerIds: readonly string[] }
  undo: { readonly answerIds: readonly string[] }
  offerSlots: {
    /** Chronological; each says why it was picked. */
    readonly slots: readonly RankedSlot[]
    readonly zone: string
    readonly unknownCalendars: number
    readonly clientZone: string | null
    readonly freeForClient: boolean
    /** The working hours used: the coach's, or a guess to be shown editable (PRODUCT 6). */
    readonly hours: { readonly hours: WorkingHours; readonly from: 'settings' | 'sessions' | 'default' }
    /** How many make-ups in a row it would be, when that is more than the coach set; else null. */
    readonly overChain: number | null
    /** The calendar that an invitation would be written to mails nobody (Practice). */
    readonly mailsNobody: boolean
  }
  /**
   * `needsWriteAccess`: the account that must grant it before anything goes out, or null. `goesOutAt`: when invitations do (epoch ms);
   * null for holds.
   */
  propose: {
    readonly proposalId: string
    readonly needsWriteAccess: string | null
    readonly goesOutAt: number | null
  }
  choose: { readonly bookedKey: string }
  saveClient: { readonly clientId: string }
  addSession: { readonly sessionKey: string }
  saveProgram: { readonly programId: string }
  signInStart: { readonly url: string }
  signInFinish: { readonly accountId: string }
  startPractice: { readonly accountId: string }
  pullNow: { readonly failures: readonly Failure[] }
  removeAnnotations: { readonly events: number }
  showOutcomes: { readonly events: number }
  /** False: notifications are not allowed, so the window came instead. */
  tryAsking: { readonly shown: boolean }
}

/** The answer to a message: what was asked for, or why not. Never throws across the border. */
export type Reply<Name extends MessageName> = Result<
  Name extends keyof Replies ? Replies[Name] : null,
  Refusal
>

export type MessageMap = { [Name in MessageName]: (data: Message<Name>) => Reply<Name> }
