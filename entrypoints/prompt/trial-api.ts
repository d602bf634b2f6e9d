import type { CardApi } from '../../components/prompt/card-api.ts'
import type { Card } from '../../lib/core/view/card.ts'
import { cardApi } from './card-wire.ts'

const nothing = async () => ({ ok: true as const, value: null })

/** What a card may ask of the world in a trial: it reads as ever, and whatever it would keep or write comes to nothing. */
export const trialApi: CardApi = {
  ...cardApi,
  answer: nothing,
  putOff: nothing,
  setKind: nothing,
  recogniseAs: nothing,
  sayWhom: nothing,
  saveNote: nothing,
  propose: async () => ({ ok: true, value: { proposalId: '', needsWriteAccess: null, goesOutAt: null } }),
  withdraw: nothing,
  stillOffered: async () => [],
  readDraft: async () => undefined,
  keepDraft: () => undefined,
  dropDraft: () => undefined,
}

/** The card as it would have come up, whatever has been said of the session since. */
export const asUnanswered = (card: Card): Card => ({
  ...card,
  answered: false,
  people: card.people.map((person) => ({ ...person, outcome: null, note: null })),
})
