import { mailsNobody } from '../core/account.ts'
import { chainOf } from '../core/chain.ts'
import { entriesOf, isTheirs, linksOf, type Whose, whoseIs } from '../core/client.ts'
import { type InferredHours, inferHours } from '../core/hours.ts'
import { usage } from '../core/program.ts'
import { inForce } from '../core/program-change.ts'
import { keptSlots, type QueueItem, type Wish } from '../core/proposal.ts'
import {
  candidateSlots,
  fairSlots,
  type RankedSlot,
  rankSlots,
  type UsualTime,
  usualTimes,
} from '../core/ranking.ts'
import { ok, type Result } from '../core/result.ts'
import { participantKey, partsOf, type Session } from '../core/session.ts'
import type { Settings, WorkingHours } from '../core/settings.ts'
import { DAY, HOUR, type Interval, isKnownZone, MINUTE, monthOf, zoned } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { readBusy } from './busy.ts'
import { calendarToHold } from './calendar-to-hold.ts'
import { readClientBusy } from './client-busy.ts'
import { findClient } from './client-of.ts'

/** Free times for a session sent back, and what they stand on, so that the page can say it. */
export type Offer = {
  /** Chronological; each says why it was picked. */
  readonly slots: readonly RankedSlot[]
  /** The coach's zone now, in which days and hours were looked at. */
  readonly zone: string
  /** Chosen calendars that gave no answer: the times may not be free on them. */
  readonly unknownCalendars: number
  /** Where the client lives, when that is another zone; or null. */
  readonly clientZone: string | null
  /** The client's own calendar could be seen, and the times are free in it as well. */
  readonly freeForClient: boolean
  /** The working hours used, and whether the coach set them or they are a guess (PRODUCT 6: shown editable). */
  readonly hours: { readonly hours: WorkingHours; readonly from: InferredHours['from'] | 'settings' }
  /** The calendar that an invitation would be written to mails nobody (Practice). */
  readonly mailsNobody: boolean
  /** How many make-ups in a row this one would be, when that is more than the coach set (E42); else null. */
  readonly overChain: number | null
}

/** How far back sessions tell working hours, and a client's habits. */
const HOURS_FROM = 60 * DAY
const HABITS_FROM = 180 * DAY

const OFFER_TABLES = [
  'queue',
  'sessions',
  'settings',
  'clients',
  'programs',
  'ledger',
  'proposals',
  'accounts',
  'calendars',
] as const

type Wanted = {
  readonly session: Session
  readonly address: string | null
  readonly clientZone: string | null
  readonly durationMs: number
  readonly settings: Settings
  readonly hours: Offer['hours']
  readonly usual: readonly UsualTime[]
  readonly month: string | null
  readonly kept: readonly Interval[]
  readonly mailsNobody: boolean
  readonly overChain: number | null
}

/**
 * Free slots for a session to come after another: that one's length within the working hours, free on every chosen calendar and apart from
 * all other holds, with the coach's buffer, lead and horizon, spread over days and ranked by the client's habits, never in their night
 * (PRODUCT 6). Fails with `not-found` when a make-up's original is not in the queue any more, with `no-slots` when nothing is free, with
 * `no-fair-slots` when all that is free lies in the client's night.
 */
export const offerSlots = async (
  deps: Deps,
  wish: Wish,
): Promise<Result<Offer, Refused<'not-found' | 'no-slots' | 'no-fair-slots'>>> => {
  const now = deps.clock.now()
  const zone = deps.clock.zone()
  const wanted = await deps.store.read(OFFER_TABLES, (tx) => gather(tx, wish, now, zone))
  if (wanted === null) return refused('not-found')
  const {
    session,
    address,
    clientZone,
    durationMs,
    settings,
    hours,
    usual,
    month,
    kept,
    overChain,
    mailsNobody: silent,
  } = wanted
  const { bufferMinutes, leadHours, horizonDays, holds } = settings.reschedule
  const window = { start: now, end: zoned(now, zone).add({ days: horizonDays }).epochMilliseconds }
  const [{ busy, unknown }, theirs] = await Promise.all([
    readBusy(deps, window),
    readClientBusy(deps, session, address, window),
  ])
  const candidates = candidateSlots(
    {
      now,
      durationMs,
      zone,
      hours: hours.hours,
      busy: [...busy, ...(theirs ?? []), ...kept],
      from: window.start,
      until: window.end,
      count: holds,
      bufferMs: bufferMinutes * MINUTE,
      leadMs: leadHours * HOUR,
    },
    usual,
  )
  const fair = clientZone === null ? candidates : fairSlots(candidates, { zone, clientZone, usual })
  const slots = rankSlots(fair, holds, { zone, usual, month })
  if (slots.length === 0) {
    const why = [...unknown.values()].find((failure) => failure !== null) ?? null
    return refused(candidates.length > 0 ? 'no-fair-slots' : 'no-slots', why)
  }
  const unknownCalendars = unknown.size
  return ok({
    slots,
    zone,
    unknownCalendars,
    clientZone,
    freeForClient: theirs !== null,
    hours,
    overChain,
    mailsNobody: silent,
  })
}

const gather = async (
  tx: Tx<(typeof OFFER_TABLES)[number]>,
  { after, purpose }: Wish,
  now: number,
  zone: string,
): Promise<Wanted | null> => {
  const parts = partsOf(after)
  const session = await tx.sessions.get(parts.sessionKey)
  const participant = session?.participants.find(({ id }) => id === parts.participant)
  if (session === undefined || participant === undefined) return null
  if (purpose === 'makeup' && !isWaiting(await tx.queue.get(after))) return null
  const settings = await settingsOf(tx)
  const past = (await tx.sessions.between('start', now - HABITS_FROM, now)).filter(
    ({ standing }) => standing !== 'aside',
  )
  const client = await findClient(tx, session, participant)
  const place = { ...parts, address: participant.address }
  const whose = whoseIs(client ?? null, place, linksOf(await tx.clients.all()))
  const wasTheirs = (other: Session): boolean =>
    other.participants.some(({ id, address }) => isTheirs(whose, participantKey(other.key, id), address))
  return {
    session,
    address: participant.address ?? client?.addresses[0] ?? null,
    clientZone: zoneElsewhere(client?.zone, zone),
    durationMs: session.end - session.start,
    settings,
    hours:
      settings.reschedule.hours === null
        ? inferHours(
            past.filter(({ start }) => start >= now - HOURS_FROM),
            zone,
          )
        : { hours: settings.reschedule.hours, from: 'settings' },
    usual: usualTimes(
      past.filter(wasTheirs).map(({ start }) => start),
      zone,
    ),
    month:
      client === undefined || purpose === 'next'
        ? null
        : await monthToUse(tx, { ...whose, id: client.id }, session, now),
    kept: keptSlots(await tx.proposals.where('state', 'open')),
    mailsNobody: mailsNobody((await calendarToHold(tx, session))?.key ?? ''),
    overChain: purpose === 'next' ? null : await beyond(tx, session, settings),
  }
}

/** How many make-ups in a row another one would make, when the coach set fewer. */
const beyond = async (
  tx: Tx<'sessions'>,
  session: Session,
  { reschedule }: Settings,
): Promise<number | null> => {
  const atMost = reschedule.maxChain ?? null
  if (atMost === null || session.makeupOf === null) return null
  const makeups = await tx.sessions.between('makeupOf', '', '\uffff')
  const known = new Map([...makeups, session].map((each) => [each.key, each]))
  // Every link of a chain but its first is a make-up itself; the first is not counted.
  const length = chainOf(session, (key) => known.get(key)).length + 1
  return length > atMost ? length : null
}

/** The client's zone when it is known, to the coach and to this browser, and not the coach's own; else null. */
const zoneElsewhere = (clientZone: string | undefined, zone: string): string | null =>
  clientZone !== undefined && clientZone !== zone && isKnownZone(clientZone) ? clientZone : null

/** True for what still wants a make-up. */
export const isWaiting = (item: QueueItem | undefined): item is QueueItem =>
  item?.state === 'open' || item?.state === 'proposed'

/** The month of the missed session, when its allowance does not carry over and is not used up (PRODUCT 6); else null. */
const monthToUse = async (
  tx: Tx<'programs' | 'ledger'>,
  client: Whose & { readonly id: string },
  session: Session,
  now: number,
): Promise<string | null> => {
  const programs = await tx.programs.where('clientId', client.id)
  const keys = client.participants.map((key) => partsOf(key).sessionKey)
  const rows = [
    ...(await tx.ledger.whereAny('address', client.addresses)),
    ...(await tx.ledger.whereAny('sessionKey', keys)),
  ]
  const entries = entriesOf(client, [...new Map(rows.map((entry) => [entry.id, entry])).values()])
  for (const program of programs) {
    const month = monthOf(session.start, program.zone)
    const { from, to } = inForce(program)
    const covers = from.slice(0, 7) <= month && (to === null || month <= to.slice(0, 7))
    if (program.perMonth === null || !covers) continue
    const used = usage(program, entries, client, { now, programs }).byMonth.find(
      (each) => each.month === month,
    )
    if ((used?.used ?? 0) < program.perMonth) return month
  }
  return null
}
