import { clientsIn } from '../core/coach.ts'
import { isTimed } from '../core/event.ts'
import type { Recognition } from '../core/recognise.ts'
import { settle } from '../core/reconcile.ts'
import { reconcile, type Session, sessionKey } from '../core/session.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { adoptSettled } from './adopt-settled.ts'
import { createParticipantIds, hashParticipants, type ParticipantIds } from './batch.ts'
import { keepCancelation } from './cancelations.ts'
import { type Lens, readLens } from './lens.ts'
import { toCopy } from './look.ts'

/** The living copies of one session, or of what would be one, with what the rules now say of them. */
type Group = {
  readonly key: string
  readonly records: readonly EventRecord[]
  readonly recognition: Recognition
}

type Tables = Tx<'events' | 'sessions'>

const TABLES = ['events', 'sessions', 'answers', 'ledger', 'queue', 'clients'] as const

const NOT_CHOSEN: Recognition = { coaching: false, why: 'no-rule' }

const grouped = (records: readonly EventRecord[], lens: Lens): readonly Group[] => {
  const groups = new Map<string, { records: EventRecord[]; recognition: Recognition }>()
  for (const record of records) {
    if (record.status === 'cancelled' || !isTimed(record)) continue
    const key = record.sessionKey || sessionKey(record)
    const isChosen = lens.calendars.get(record.calendarKey)?.chosen === true
    const recognition = isChosen ? lens.recognise(record) : NOT_CHOSEN
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { records: [record], recognition })
    else {
      group.records.push(record)
      if (!group.recognition.coaching) group.recognition = recognition
    }
  }
  return [...groups].map(([key, group]) => ({ key, ...group }))
}

const isPeopleSame = (session: Session, records: readonly EventRecord[], lens: Lens): boolean => {
  const invited = new Set(
    records.flatMap((record) => clientsIn(record, lens.coach)).map(({ address }) => address),
  )
  const there = session.participants.flatMap(({ address }) => (address === null ? [] : [address]))
  return there.length === invited.size && there.every((address) => invited.has(address))
}

/** Whether the rules say something else of a session than what is stored. What was answered, or added by hand, is not theirs to change. */
const isChanged = (session: Session | undefined, { records, recognition }: Group, lens: Lens): boolean => {
  if (session === undefined) return recognition.coaching
  const isOurs = ['hand', 'makeup', 'next'].includes(session.recognisedBy)
  if (isOurs || session.participants.some(({ outcome }) => outcome !== null)) return false
  if (!recognition.coaching) return session.standing !== 'aside' && recognition.why !== 'hold'
  if (session.standing === 'aside') return true
  const isRuleSame = session.recognisedBy === recognition.by && session.ruleKind === recognition.kind
  return !isRuleSame || !isPeopleSame(session, records, lens)
}

const changedIn = async (
  tx: Tables,
  keys: readonly string[] | null,
  lens: Lens,
): Promise<readonly { readonly group: Group; readonly was: Session | undefined }[]> => {
  const records = keys === null ? await tx.events.all() : await tx.events.getMany(keys)
  const groups = grouped(
    records.filter((record) => record !== undefined),
    lens,
  )
  const sessions = await tx.sessions.getMany(groups.map(({ key }) => key))
  return groups.flatMap((group, index) => {
    const was = sessions[index]
    return isChanged(was, group, lens) ? [{ group, was }] : []
  })
}

type Rules = { readonly now: number; readonly endedIsHistory: boolean }

const lookOf = (lens: Lens, { records }: Group, { now, endedIsHistory }: Rules) => {
  const accountId = lens.calendars.get(records[0]?.calendarKey ?? '')?.accountId ?? ''
  return {
    now,
    historyBefore: endedIsHistory ? now : lens.historyBefore(accountId),
    noticeMs: lens.policy.noticeMs,
  }
}

const again = (
  lens: Lens,
  ids: ParticipantIds,
  { group, was }: { readonly group: Group; readonly was: Session | undefined },
  rules: ReturnType<typeof lookOf>,
): Session | null => {
  const { key, records, recognition } = group
  if (!recognition.coaching) return was === undefined ? null : settle({ ...was, standing: 'aside' }, rules)
  const living = records.flatMap((record) => (isTimed(record) ? [toCopy(record, lens)] : []))
  return reconcile(
    was,
    { living, gone: new Set(), goneByClient: false },
    {
      ...rules,
      key,
      seenBefore: null,
      coach: lens.coach,
      coaching: { by: recognition.by, kind: recognition.kind },
      participantId: (address) => ids.of(key, address),
    },
  )
}

/**
 * Looks at stored events again after rules, clients or the choice of calendars changed: new sessions appear, those no longer recognised are
 * set aside, answered ones stay as they are. What events carry that were no session until now is taken over (E60). `keys`: only these events
 * (`calendarKey/eventId`). `endedIsHistory`: what already ended and was no session until now is not asked about. Needs no calendar.
 */
export const reevaluate = async (
  deps: Pick<Deps, 'store' | 'hasher' | 'clock'>,
  {
    keys = null,
    endedIsHistory,
  }: { readonly keys?: readonly string[] | null; readonly endedIsHistory: boolean },
): Promise<void> => {
  const lens = await readLens(deps.store)
  const found = await deps.store.read(['events', 'sessions'], (tx) => changedIn(tx, keys, lens))
  if (found.length === 0) return
  const wanted = found.map(({ group }) => ({
    sessionKey: group.key,
    addresses: group.records.flatMap((record) => clientsIn(record, lens.coach)).map(({ address }) => address),
  }))
  const participantIds = await hashParticipants(deps, wanted)
  const prepared = new Set(found.map(({ group }) => group.key))
  const rules = { now: deps.clock.now(), endedIsHistory }
  await deps.store.write(TABLES, async (tx) => {
    const eventKeys = found.flatMap(({ group }) => group.records.map(({ key }) => key))
    const still = (await changedIn(tx, eventKeys, lens)).filter(({ group }) => prepared.has(group.key))
    const ids = createParticipantIds(participantIds)
    const sessions: Session[] = []
    const records: EventRecord[] = []
    const looked = still.flatMap((change) => {
      const look = lookOf(lens, change.group, rules)
      const session = again(lens, ids, change, look)
      return session === null ? [] : [{ ...change, look, session }]
    })
    ids.check()
    for (const { group, was, look, session } of looked) {
      const marks = group.records.map((record) => record.marks)
      const settled = session.standing === 'aside' ? session : await adoptSettled(tx, session, marks, look)
      sessions.push(settled)
      records.push(...group.records.filter((record) => record.sessionKey !== settled.key))
      if ((was?.standing === 'canceled') !== (settled.standing === 'canceled'))
        await keepCancelation(tx, settled, lens.policy, rules.now)
    }
    await tx.sessions.putMany(sessions)
    await tx.events.putMany(
      records.map((record) => ({ ...record, sessionKey: record.sessionKey || sessionKey(record) })),
    )
  })
}
