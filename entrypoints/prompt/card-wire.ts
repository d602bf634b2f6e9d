import type { Copied } from '../../components/offer/offer-text.ts'
import type { CardApi, Whom } from '../../components/prompt/card-api.ts'
import type { Refused } from '../../components/use-act.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Result } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'
import { dropDraft, keepDraft, readDraft } from '../../lib/store/queries/drafts.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { movedTo, nextBooking } from '../../lib/store/queries/near.ts'

/** A fresh id: lower-case hex, as every id of Afterward is. */
export const newId = (): string => crypto.randomUUID().replaceAll('-', '')

/** Makes the client where there is none yet, and says that the session was with them; the title is remembered (E19). */
const sayWhom = async (
  sessionKey: string,
  participant: string,
  whom: Whom,
  kind: Kind | null,
): Promise<Result<unknown, Refused>> => {
  const link = (clientId: string) => send('linkClient', { sessionKey, participant, clientId, remember: true })
  if ('clientId' in whom) return link(whom.clientId)
  const made = await send('saveClient', {
    clientId: null,
    name: whom.name,
    addresses: [],
    kind: null,
    dontAsk: false,
  })
  if (!made.ok) return made
  const linked = await link(made.value.clientId)
  // Said of this session, like every word on a card: so it can be put right there.
  return linked.ok && kind !== null ? send('setKind', { sessionKey, kind }) : linked
}

/** Puts text on the clipboard, plain and rich, so that a mail keeps its list. */
export const copyText = ({ text, html }: Copied): Promise<void> =>
  navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }),
  ])

/** What the cards of every page ask of the background and of the books (DESIGN 3: pages write nothing but drafts). */
export const cardApi: CardApi = {
  answer: (intentId, sessionKey, kind, answers) =>
    send('answer', { intentId, sessionKey, kind, answers: answers.map((each) => ({ ...each })) }),
  putOff: (sessionKey, until) => send('putOff', { sessionKey, until }),
  setKind: (sessionKey, kind) => send('setKind', { sessionKey, kind }),
  recogniseAs: (sessionKey, as) => send('recogniseAs', { sessionKey, as }),
  sayWhom,
  saveNote: (sessionKey, participant, note) =>
    send('saveNote', {
      sessionKey,
      participant,
      // A background that has to wake up may hear it only after the next words are a draft.
      typedAt: correctedNow(),
      ...note,
      actions: note.actions.map((each) => ({ ...each })),
    }),
  offerSlots: (wish) => send('offerSlots', wish),
  propose: (intentId, wish, way, slots) =>
    send('propose', { ...wish, intentId, way, slots: slots.map(({ start, end }) => ({ start, end })) }),
  // Of an answer that is changed alone: not in the way of the first card.
  stillOffered: async (sessionKey) =>
    (await import('../../lib/store/queries/still-offered.ts')).stillOffered(booksForReading(), sessionKey),
  withdraw: (proposalId) => send('withdraw', { proposalId }),
  movedTo: (sessionKey, participant) => movedTo(booksForReading(), { sessionKey, participant }),
  nextBooking: (sessionKey, participant) =>
    nextBooking(booksForReading(), { sessionKey, participant, now: correctedNow() }),
  readDraft: (id) => readDraft(booksForReading(), id),
  keepDraft: (id, value) => {
    keepDraft(booksForReading(), id, value, correctedNow()).catch(reportError)
  },
  dropDraft: (id) => {
    dropDraft(booksForReading(), id).catch(reportError)
  },
  copy: copyText,
}
