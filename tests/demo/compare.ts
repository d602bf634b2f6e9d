import { createHash } from 'node:crypto'
import { type Answer, headOf } from '../../lib/core/answer.ts'
import { carrierOf } from '../../lib/core/carrier.ts'
import { balance } from '../../lib/core/ledger.ts'
import { usage } from '../../lib/core/program.ts'
import { holdSource, isKept } from '../../lib/core/proposal.ts'
import { participantKey } from '../../lib/core/session.ts'
import type { Books } from '../e2e/steps/books.ts'
import type { CalendarItem } from '../e2e/steps/calendar.ts'
import { headWords, spanWords } from './words.ts'

/** One thing as the calendar has it and as the books have it. */
export type Line = {
  readonly what: string
  readonly calendar: string
  readonly books: string
  readonly agree: boolean
}
export type Part = { readonly title: string; readonly lines: readonly Line[] }

const line = (what: string, calendar: string, books: string, agree = calendar === books): Line => ({
  what,
  calendar,
  books,
  agree,
})

const nothing = 'nothing'

/** What the books count for a participant, and where that leaves the client's program. */
const ledgerLine = (books: Books, { sessionKey, participant }: Answer, counted: boolean): Line => {
  const own = books.ledger.filter(
    (entry) => entry.sessionKey === sessionKey && entry.participant === participant,
  )
  const client = books.clients.find(({ addresses }) => addresses.includes(own[0]?.address ?? ''))
  const programs = books.programs.filter(({ clientId }) => clientId === client?.id)
  const [program] = programs
  const used =
    client && program ? usage(program, books.ledger, client, { now: Date.now(), programs }) : undefined
  const figure = used ? `; ${used.used} of ${used.total} used` : ''
  const uses = balance(own)
  return line(
    'Ledger',
    counted ? 'counts: uses one session' : 'does not count: uses none',
    `${uses === 1 ? 'uses one session' : uses === 0 ? 'uses none' : `uses ${uses}`}${figure}`,
    uses === (counted ? 1 : 0),
  )
}

const queueLine = (books: Books, item: CalendarItem | undefined, answer: Answer): Line => {
  const row = books.queue.find(({ id }) => id === participantKey(answer.sessionKey, answer.participant))
  const state = row && (row.state === 'proposed' ? `proposed:${row.proposalId}` : row.state)
  return line('Queue', item?.marks.queue.get(answer.participant) ?? nothing, state ?? nothing)
}

/** The first characters of the id under which an event was made: enough to tell three apart. */
const short = (id: string | null | undefined): string => id?.slice(0, 8) ?? nothing

/** The id that the books derive for a slot, so that it is made once; what Outlook calls the event afterwards is its own. */
const derivedId = (proposalId: string, slot: number): string =>
  createHash('sha256')
    .update(holdSource(proposalId, slot, 0))
    .digest('hex')

/** The times held for a session: the calendar's hold events against the slots of the proposal. */
const holdLines = (
  books: Books,
  items: readonly CalendarItem[],
  answer: Answer,
  zone: string,
): readonly Line[] => {
  const queueId = participantKey(answer.sessionKey, answer.participant)
  const proposal = books.proposals.find((each) => each.after === queueId && each.state === 'open')
  if (proposal === undefined) return []
  return proposal.slots.flatMap((slot, index) => {
    if (!isKept(slot)) return []
    const item = items.find(({ id, marks }) => id === slot.eventId && marks.hold?.proposalId === proposal.id)
    const id = derivedId(proposal.id, index)
    const seen = item
      ? `“${item.title}”, ${spanWords(item, zone)}, ${item.status}${item.private ? ', private' : ''}, ${item.guests.length} guests; made as ${short(item.madeAs)}`
      : nothing
    const same =
      item?.start === slot.start && item.end === slot.end && item.status === 'tentative' && item.madeAs === id
    return line(
      `Time ${index + 1}`,
      seen,
      `${slot.state} ${spanWords(slot, zone)}; made as ${short(id)}`,
      same && slot.state === 'held',
    )
  })
}

const partOf = (books: Books, items: readonly CalendarItem[], answer: Answer, zone: string): Part => {
  const session = books.sessions.find(({ key }) => key === answer.sessionKey)
  const carrier = session && carrierOf(session)
  const item = items.find(({ id }) => id === carrier?.eventId)
  const person = session?.participants.find(({ id }) => id === answer.participant)
  const heads = item?.marks.heads.get(answer.participant) ?? []
  const same = heads.length === 1 && JSON.stringify(heads[0]) === JSON.stringify(headOf(answer))
  return {
    title: `${person?.name ?? session?.title ?? answer.sessionKey}, ${session ? spanWords(session, zone) : ''}`,
    lines: [
      line(
        'Answer',
        heads.map(headWords).join(' / ') || nothing,
        headWords(headOf(answer)),
        same && answer.published,
      ),
      ledgerLine(books, answer, heads[0]?.counts ?? false),
      queueLine(books, item, answer),
      ...holdLines(books, items, answer, zone),
    ],
  }
}

/** Every answer in force with its session: what stands on the calendar's event beside what the books say. */
export const compare = (books: Books, items: readonly CalendarItem[], zone: string): readonly Part[] =>
  books.answers
    .filter(({ inForce, source }) => inForce && source === 'here')
    .sort((a, b) => a.at - b.at)
    .map((answer) => partOf(books, items, answer, zone))
