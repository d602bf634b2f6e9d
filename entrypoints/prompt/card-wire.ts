import type { Copied } from '../../components/offer/offer-text.ts'
import type { CardApi, Whom } from '../../components/prompt/card-api.ts'
import type { Refused } from '../../components/use-act.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Result } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { dropDraft, keepDraft, readDraft } from '../../lib/store/queries/drafts.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { movedTo, nextBooking } from '../../lib/store/queries/near.ts'

/** A fresh id: lower-case hex, as every id of Afterward is. */
export const newId = (): string => crypto.randomUUID().replaceAll('-', '')

/** For a client of whom it was never said, the kind is remembered with the client: it is asked once (PRODUCT 1). */
const rememberKind = async (sessionKey: string, kind: Kind): Promise<Result<unknown, Refused> | null> => {
  const card = await cardView(booksForReading(), sessionKey, correctedNow())
  const [person, ...others] = card?.people ?? []
  if (!person || others.length > 0 || (person.client?.kinds.length ?? 0) > 0) return null
  if (!person.client && person.address === null) return null
  return send('saveClient', {
    clientId: person.client?.id ?? null,
    name: person.name,
    addresses: person.client ? [...person.client.addresses] : person.address === null ? [] : [person.address],
    kind,
    dontAsk: person.client?.dontAsk ?? false,
  })
}

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
    kind,
    dontAsk: false,
  })
  return made.ok ? link(made.value.clientId) : made
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
  setKind: async (sessionKey, kind) =>
    (await rememberKind(sessionKey, kind)) ?? send('setKind', { sessionKey, kind }),
  recogniseAs: (sessionKey, as) => send('recogniseAs', { sessionKey, as }),
  sayWhom,
  saveNote: (sessionKey, participant, note) =>
    send('saveNote', {
      sessionKey,
      participant,
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
