import { useMemo } from 'preact/hooks'
import { CalendarNote } from '../../components/calendar-note.tsx'
import { useLive } from '../../components/use-live.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { calendarsState } from '../../lib/store/queries/attention.ts'
import { live } from '../../lib/store/queries/live.ts'
import { signInNote } from './sign-in-note.ts'

/**
 * Over a card: an account needs the coach, while answering goes on (E43). What comes to light while a card is read waits for the next
 * one, so that nothing moves under the hand.
 */
export const WiredSignIn = ({ card }: { readonly card: string }) => {
  const { value } = useLive(
    () => live(async (db) => ({ attention: (await calendarsState(db, correctedNow())).attention })),
    [],
  )
  const wasRead = value !== undefined
  const note = useMemo(() => (value ? signInNote(value.attention, correctedNow()) : null), [card, wasRead])
  return note && value?.attention?.what === 'sign-in' ? <CalendarNote {...note} /> : null
}
