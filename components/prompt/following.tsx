import { participantKey } from '../../lib/core/session-row.ts'
import type { CardPerson } from '../../lib/core/view/card.ts'
import { AfterStep } from './after-step.tsx'
import type { CardViewProps, Names } from './card-props.ts'
import { NextStep } from './next-step.tsx'
import { NotesStep } from './notes-step.tsx'
import type { CardState } from './use-card.ts'
import { WithdrawStep } from './withdraw-step.tsx'

/** What follows an answer on the same card, person by person; null when nothing does. */
export const Following = ({
  state,
  names,
  shown,
  ...props
}: CardViewProps & { state: CardState; names: Names; shown: boolean }) => {
  const { after } = state
  const { card, api, newId, now, onDone } = props
  const [first] = card.people
  // Where a private screen hides the only name there is, a heading says no name at all.
  const named = (person: CardPerson) => (shown || card.people.length > 1 ? names(person) : null)
  if (after?.step === 'notes' && first) {
    return (
      <NotesStep
        api={api}
        newId={newId}
        card={card}
        person={first}
        name={named(first)}
        now={now}
        onBookNext={() => state.setAfter({ step: 'offer', people: [{ id: first.id, purpose: 'next' }] })}
        onDone={onDone}
      />
    )
  }
  if (after?.step === 'withdraw') {
    const [offered, ...offers] = after.offers
    const person = card.people.find(({ id }) => id === offered?.participant)
    if (!offered || !person) return null
    return (
      <WithdrawStep
        key={offered.proposalId}
        api={api}
        offered={offered}
        name={named(person)}
        hidden={!shown}
        onDone={() => {
          if (offers.length > 0) state.setAfter({ ...after, offers })
          else if (after.next) state.setAfter(after.next)
          else onDone()
        }}
      />
    )
  }
  if (after?.step !== 'offer') return null
  const [current, ...rest] = after.people
  const person = card.people.find(({ id }) => id === current?.id)
  if (!person || !current) return null
  const goOn = () => (rest.length > 0 ? state.setAfter({ step: 'offer', people: rest }) : onDone())
  if (current.purpose === 'next' && current.look) {
    return (
      <NextStep
        key={person.id}
        api={api}
        sessionKey={card.key}
        participant={person.id}
        name={named(person)}
        now={now}
        onOffer={() => state.setAfter({ step: 'offer', people: [{ ...current, look: false }, ...rest] })}
        onDone={goOn}
      />
    )
  }
  return (
    <AfterStep
      key={person.id}
      api={api}
      newId={newId}
      wish={{ after: participantKey(card.key, person.id), purpose: current.purpose }}
      invitee={{ name: named(person), address: person.address, hidden: !shown }}
      now={now}
      gentle={current.gentle ?? false}
      onDone={goOn}
    />
  )
}
