import { clientOf, kindOf } from '../../core/client.ts'
import { isKept } from '../../core/proposal.ts'
import { participantKey } from '../../core/session-row.ts'
import type { LetterSubject } from '../../core/view/letter.ts'
import type { Database } from '../db.ts'

/** What a letter to one participant of a session may speak of, or null when there is no such session. Reads by key and index. */
export const letterSubject = async (
  db: Database,
  { sessionKey, participant: id }: { readonly sessionKey: string; readonly participant: string },
): Promise<LetterSubject | null> => {
  const key = participantKey(sessionKey, id)
  const [session, clients, settings, item] = await Promise.all([
    db.sessions.get(sessionKey),
    db.clients.toArray(),
    db.settings.get('settings'),
    db.queue.get(key),
  ])
  const participant = session?.participants.find((each) => each.id === id)
  if (!session || !participant) return null
  const client = clientOf(clients, {
    address: participant.address,
    participantKey: key,
    title: session.title,
  })
  const proposal = item?.proposalId ? await db.proposals.get(item.proposalId) : undefined
  const makeup = item?.makeupKey ? await db.sessions.get(item.makeupKey) : undefined
  return {
    name: client?.name || participant.name || participant.address || session.title,
    address: participant.address ?? client?.addresses[0] ?? null,
    zone: client?.zone,
    language: client?.language,
    session: { start: session.start, end: session.end },
    kind: kindOf(session, client) ?? 'paid',
    outcome: participant.outcome,
    times: proposal?.state === 'open' ? proposal.slots.filter(isKept) : [],
    newTime: makeup ? { start: makeup.start, end: makeup.end } : null,
    settings: settings?.value.letters,
  }
}
