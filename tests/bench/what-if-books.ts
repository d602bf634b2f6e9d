import type { Answer, Said } from '../../lib/core/answer.ts'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import { type Policy, REASONS } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { openDatabase } from '../../lib/store/db.ts'
import { whatIf } from '../../lib/store/queries/what-if.ts'
import { headFor } from '../helpers/books.ts'
import { policyWith } from '../helpers/policies.ts'

const CLIENTS = 120
const NOW = Date.UTC(2026, 10, 23, 9)

/** Most sessions take place; the rest is spread over the reasons and over notice around two days. */
const saidAt = (index: number): Said => {
  if (index % 4 !== 0) return { occurred: true }
  const turn = (index / 4) % (REASONS.length + 2)
  const reason = REASONS[turn]
  return reason ? { occurred: false, reason } : { canceledByClient: { noticeMs: (index % 72) * HOUR } }
}

/** The n-th answer of years of use, with its line in the ledger. */
const answeredAt = (index: number): { readonly answer: Answer; readonly lines: readonly LedgerEntry[] } => {
  const said = saidAt(index)
  const sessionStart = NOW - index * 8 * HOUR
  const participant = index.toString(16).padStart(10, '0')
  const sessionKey = `whatif${index}@google.com|-`
  // As a hash is: so that reading by id is not reading by time.
  const id = ((index * 7919) % 1_000_003).toString(16).padStart(20, '0')
  const head = headFor(id, said, { at: sessionStart + HOUR })
  const subject = {
    sessionKey,
    participant,
    address: `person${index % CLIENTS}@client.example`,
    sessionStart,
    zone: 'Europe/Madrid',
  }
  const noticeMs = 'canceledByClient' in said ? said.canceledByClient.noticeMs : null
  const answer: Answer = {
    ...head,
    sessionKey,
    participant,
    base: [],
    noticeMs,
    note: '',
    source: 'here',
    published: true,
    inForce: true,
  }
  return { answer, lines: book(head, [], subject, head.at) }
}

/** Another policy that touches each of these: a waived miss, a longer notice, a free miss. */
const proposed: Policy = policyWith(
  'proposed',
  { 'paid/client-late-cancel': 'waived', 'paid/other': 'lost' },
  { noticeMs: 2 * DAY, freeMisses: 1 },
)

/** Fills the extension's own database with so many answers, and their ledger, clients and programs. */
export const fillAnswers = async ({ answers }: { readonly answers: number }): Promise<void> => {
  const db = openDatabase()
  const all = Array.from({ length: answers }, (_, index) => answeredAt(index))
  await db.answers.putMany(all.map(({ answer }) => answer))
  await db.ledger.putMany(all.flatMap(({ lines }) => lines))
  await db.clients.putMany(
    Array.from({ length: CLIENTS }, (_, index) => ({
      id: `client${index}`,
      name: `Person ${index}`,
      addresses: [`person${index}@client.example`],
      titles: [],
      participants: [],
      kinds: [{ from: 0, kind: 'paid' as const }],
      dontAsk: false,
      createdAt: 0,
    })),
  )
  db.close()
}

/** The whole question, and how many would have come out otherwise; ms. */
export const askWhatIf = async (): Promise<{ readonly ms: number; readonly otherwise: number }> => {
  const db = openDatabase()
  // Opened before the clock starts.
  await db.settings.count()
  const begun = performance.now()
  const { weighed, otherwise } = await whatIf(db, proposed, NOW)
  const ms = performance.now() - begun
  db.close()
  return { ms, otherwise: weighed === 0 ? 0 : otherwise.length }
}

/** Nothing but reading the same answers; ms. */
export const readAnswers = async (): Promise<{ readonly ms: number; readonly answers: number }> => {
  const db = openDatabase()
  // Opened before the clock starts.
  await db.settings.count()
  const begun = performance.now()
  const answers = await db.answers.all()
  const ms = performance.now() - begun
  db.close()
  return { ms, answers: answers.length }
}
