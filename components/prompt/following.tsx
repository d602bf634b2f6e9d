import { AfterStep } from './after-step.tsx'
import type { CardViewProps, Names } from './card-props.ts'
import { NotesStep } from './notes-step.tsx'
import type { CardState } from './use-card.ts'

/** What follows an answer on the same card, or null. */
export const Following = ({ state, names, ...props }: CardViewProps & { state: CardState; names: Names }) => {
  const { after } = state
  const { card, api, newId, now, onDone } = props
  const [first] = card.people
  if (after?.step === 'notes' && first) {
    return (
      <NotesStep api={api} newId={newId} card={card} person={first} name={names(first)} onDone={onDone} />
    )
  }
  if (after?.step !== 'offer') return null
  const [participant, ...rest] = after.participants
  const person = card.people.find(({ id }) => id === participant)
  if (!person) return null
  return (
    <AfterStep
      key={person.id}
      api={api}
      newId={newId}
      sessionKey={card.key}
      participant={person.id}
      name={names(person)}
      now={now}
      gentle={after.gentle}
      onDone={() => (rest.length > 0 ? state.setAfter({ ...after, participants: rest }) : onDone())}
    />
  )
}
