import { clientOf, kindOf } from '../../core/client.ts'
import { alsoAccepted, isKept, type Proposal } from '../../core/proposal.ts'
import { participantKey } from '../../core/session-row.ts'
import type { Interval } from '../../core/time.ts'
import type { LetterSubject } from '../../core/view/letter.ts'
import type { OpenBooks } from '../../tables.ts'
import { readSigns } from './signs.ts'

/** What the latest offer leaves to write about; an invitation that was answered, by whatever word, is not asked after. */
const offeredBy = (
  latest: Proposal | undefined,
  isAnswered: boolean,
): { readonly times: readonly Interval[] } & Pick<LetterSubject, 'newTime' | 'offered'> => {
  const newTime = latest?.slots[0] ?? null
  if (latest === undefined) return { times: [], newTime: null, offered: null }
  if (latest.state === 'chosen') {
    const times = alsoAccepted(latest)
    return { times, newTime: null, offered: times.length > 0 ? 'one-of-two' : null }
  }
  if (latest.state !== 'open') return { times: [], newTime, offered: 'released' }
  if (latest.way === 'hold') return { times: latest.slots.filter(isKept), newTime: null, offered: null }
  return { times: [], newTime, offered: isAnswered ? null : 'invited' }
}

/** What a letter to one participant of a session may speak of, or null when there is no such session. Reads by key and index. */
export const letterSubject = async (
  db: OpenBooks,
  { sessionKey, participant: id }: { readonly sessionKey: string; readonly participant: string },
): Promise<LetterSubject | null> => {
  const key = participantKey(sessionKey, id)
  const [session, clients, settings, item, proposals] = await Promise.all([
    db.sessions.get(sessionKey),
    db.clients.all(),
    db.settings.get('settings'),
    db.queue.get(key),
    db.proposals.where('after', key),
  ])
  const participant = session?.participants.find((each) => each.id === id)
  if (!session || !participant) return null
  const client = clientOf(clients, {
    address: participant.address,
    participantKey: key,
    title: session.title,
  })
  const latest = proposals.toSorted((a, b) => b.createdAt - a.createdAt)[0]
  const signs = latest === undefined ? [] : await readSigns(db, latest, participant.address)
  const offer = offeredBy(latest, signs.length > 0)
  // With a make-up booked in whatever way, an earlier offer is nothing to write about.
  const offered = offer.offered === 'one-of-two' ? offer.offered : null
  const makeup = item?.makeupKey ? await db.sessions.get(item.makeupKey) : undefined
  return {
    name: client?.name || participant.name || participant.address || session.title,
    address: participant.address ?? client?.addresses[0] ?? null,
    zone: client?.zone,
    language: client?.language,
    session: { start: session.start, end: session.end },
    kind: kindOf(session, client) ?? 'paid',
    outcome: participant.outcome,
    ...offer,
    ...(makeup ? { newTime: { start: makeup.start, end: makeup.end }, offered } : {}),
    settings: settings?.value.letters,
  }
}
