import type { Client } from '../../lib/core/client.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import type { CardApi, CardSettings } from './card-api.ts'
import type { Begin } from './use-card.ts'

/** What a card is given, and what it tells the page it is on. */
export type CardViewProps = {
  readonly card: Card
  /** Every client, for the question whom a session was with. */
  readonly clients: readonly Client[]
  readonly settings: CardSettings
  /** Epoch ms, and the zone the coach is in. */
  readonly now: number
  readonly zone: string
  readonly api: CardApi
  readonly newId: () => string
  readonly begin?: Begin
  /** An answer has been saved; something about this session may still be offered. */
  readonly onSaved: (participants: readonly string[]) => void
  /** There is nothing more to do with this session here. */
  readonly onDone: () => void
  /** Esc: closes without choosing anything. */
  readonly onClose: () => void
  /** PgUp and PgDn through a stack; absent where there is none, and the keys scroll. */
  readonly onStep?: ((by: -1 | 1) => void) | undefined
}

/** The name to show for a person. */
export type Names = (person: CardPerson) => string
