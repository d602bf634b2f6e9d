import { seedCoach, seedOutlookCoach } from './coach.ts'
import type { Emulator } from './emulator.ts'
import type { FaultKind } from './faults.ts'
import type { OAuthClient } from './google/accounts.ts'
import type { Hands } from './google/hands.ts'
import type { WireEvent } from './google/wire.ts'
import type { NewCalendar } from './google/world.ts'

/** A command to a running emulator: `{ "do": "advance", "ms": 60000 }`. */
export type Command = { readonly do: string } & Readonly<Record<string, unknown>>

type Arguments = Readonly<Record<string, unknown>>
type Handler = (emulator: Emulator, args: Arguments) => unknown

const text = (args: Arguments, name: string, fallback?: string): string => {
  const value = args[name] ?? fallback
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text`)
  return value
}

const number = (args: Arguments, name: string): number => {
  const value = args[name]
  if (typeof value !== 'number') throw new Error(`"${name}" must be a number`)
  return value
}

const VERBS: readonly (keyof Hands)[] = [
  'insert',
  'patch',
  'delete',
  'reschedule',
  'move',
  'respond',
  'cancelInstance',
  'moveInstance',
  'splitSeries',
]

const act: Handler = ({ google }, args) => {
  const verb = text(args, 'verb') as keyof Hands
  if (!VERBS.includes(verb)) throw new Error(`"verb" must be one of ${VERBS.join(', ')}`)
  const { calendarId, sendUpdates } = args as { calendarId?: string; sendUpdates?: 'all' | 'none' }
  const options = { ...(calendarId ? { calendarId } : {}), ...(sendUpdates ? { sendUpdates } : {}) }
  const hand = google.actAs(text(args, 'email'), options)[verb] as (...args: readonly unknown[]) => unknown
  return hand(...((args as { args?: readonly unknown[] }).args ?? []))
}

/** `{ "do": "outlook", "verb": "addEvent", "args": ["alex@…", "default", {…}] }`: a method of the Outlook world, or of a person's hands where `as` names one. */
const actInOutlook: Handler = ({ outlook }, args) => {
  const verb = text(args, 'verb')
  const target = typeof args.as === 'string' ? outlook.actAs(args.as) : outlook
  const method = (target as Readonly<Record<string, unknown>>)[verb]
  if (verb === 'mails') return outlook.mails
  if (typeof method !== 'function') throw new Error(`"verb" must be one of ${Object.keys(target).join(', ')}`)
  return method(...((args as { args?: readonly unknown[] }).args ?? []))
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  now: ({ clock }) => clock.now(),
  set: ({ clock }, args) => {
    clock.set(number(args, 'ms'))
    return clock.now()
  },
  advance: ({ clock }, args) => {
    clock.advance(number(args, 'ms'))
    return clock.now()
  },
  addUser: ({ google }, args) =>
    google.addUser({
      email: text(args, 'email'),
      name: text(args, 'name', text(args, 'email')),
      zone: text(args, 'zone', 'UTC'),
    }),
  addCalendar: ({ google }, args) => google.addCalendar(text(args, 'email'), args.calendar as NewCalendar),
  addEvent: ({ google }, args) =>
    google.addEvent(text(args, 'email'), text(args, 'calendarId', 'primary'), args.event as WireEvent),
  act,
  fault: ({ faults }, args) => {
    const { method, host, path, times, retryAfter, delayMs } = args as Readonly<Record<string, unknown>>
    faults.next({
      kind: text(args, 'kind') as FaultKind,
      match: {
        ...(typeof method === 'string' ? { method } : {}),
        ...(typeof host === 'string' ? { host } : {}),
        ...(typeof path === 'string' ? { path: new RegExp(path) } : {}),
      },
      ...(typeof times === 'number' ? { times } : {}),
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
      ...(typeof delayMs === 'number' ? { delayMs } : {}),
    })
    return faults.pending
  },
  clearFaults: ({ faults }) => faults.clear(),
  registerClient: ({ google }, args) => google.registerClient(args.client as OAuthClient),
  grant: ({ google }, args) => google.grant(text(args, 'email'), args.scopes as readonly string[]),
  revoke: ({ google }, args) => google.revoke(text(args, 'email')),
  expireTokens: ({ google }, args) => google.expireTokens(text(args, 'email')),
  expireSyncTokens: ({ google }, args) => google.expireSyncTokens(text(args, 'calendarId')),
  event: ({ google }, args) =>
    google.event(text(args, 'email'), text(args, 'calendarId', 'primary'), text(args, 'id')),
  events: ({ google }, args) => google.events(text(args, 'email'), text(args, 'calendarId', 'primary')),
  mails: ({ google }) => google.mails,
  log: ({ log }) => log,
  violations: ({ violations }) => violations,
  seedCoach: (emulator, args) => seedCoach(emulator, args),
  seedOutlookCoach: (emulator, args) => seedOutlookCoach(emulator, args),
  outlook: actInOutlook,
}

/** Carries out a command and returns what there is to say. Throws, with a sentence, for one that makes no sense. */
export const obey = (emulator: Emulator, command: Command): unknown => {
  const handler = HANDLERS[command.do]
  if (!handler) throw new Error(`"do" must be one of ${Object.keys(HANDLERS).join(', ')}`)
  return handler(emulator, command) ?? null
}
