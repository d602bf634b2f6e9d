import { useEffect, useRef, useState } from 'preact/hooks'
import type { Kind } from '../../lib/core/policy.ts'
import type { Purpose } from '../../lib/core/proposal.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import { useAct } from '../use-act.ts'
import type { CardApi, GivenAnswer, StillOffered } from './card-api.ts'
import { type Choice, emptyChoice, saidOf } from './choice.ts'
import { useCardDraft } from './use-card-draft.ts'
import { pick, staysAsItIs, weigh, withKind } from './weigh.ts'

/** Where a card stands in time and place: epoch ms, and the zone the coach is in. */
export type Moment = { readonly now: number; readonly zone: string }

/** Whom free times are for: a make-up for who goes back, else the next session. */
export type Wanted = {
  readonly id: string
  readonly purpose: Purpose
  /** See first whether something is booked. */
  readonly look?: boolean
  /** An emergency was the reason. */
  readonly gentle?: boolean
}

/** What follows an answer on the same card: notes, or free times for one after the other. */
export type After =
  | { readonly step: 'notes' }
  | { readonly step: 'offer'; readonly people: readonly Wanted[] }
  | { readonly step: 'withdraw'; readonly offers: readonly StillOffered[]; readonly next: After | null }

/** The step to begin with: `why` for "No…", `notes` and `next` for an answered session, `no-show` for "Client isn't here". */
export type Begin = 'question' | 'why' | 'notes' | 'next' | 'no-show'

const firstStep = (begin: Begin, [first]: readonly CardPerson[]): After | null => {
  if (begin === 'next' && first) return { step: 'offer', people: [{ id: first.id, purpose: 'next' }] }
  return begin === 'notes' ? { step: 'notes' } : null
}

type Options = Moment & {
  readonly card: Card
  readonly api: CardApi
  readonly newId: () => string
  readonly begin: Begin
  readonly onSaved: (participants: readonly string[]) => void
  readonly onDone: () => void
}

const isEmergency = ({ what }: Choice): boolean => what === 'client-emergency' || what === 'coach-emergency'

/** Every pick with the word it amounts to, or null while somebody's is missing; of who was answered before only what is picked anew. */
const weighAll = (card: Card, kind: Kind, choices: Readonly<Record<string, Choice>>, moment: Moment) => {
  const asked = card.people.filter((person) => !staysAsItIs(card, person, choices[person.id]))
  const all = asked.flatMap((person) => {
    const choice = choices[person.id] ?? emptyChoice
    const said = saidOf(choice, card, moment.zone)
    return said
      ? [{ person, choice, said, ...weigh(card, person, kind, choice, { ...moment, choices }) }]
      : []
  })
  return all.length > 0 && all.length === asked.length ? all : null
}

/** The state of one card: what is picked, what is being sent, what comes after. */
export const useCard = ({ card, api, newId, begin, now, zone, onSaved, onDone }: Options) => {
  const act = useAct()
  const { draft, choose, turn, forget } = useCardDraft(api, card.key)
  const [after, setAfter] = useState<After | null>(() => firstStep(begin, card.people))
  const [saidKind, setSaidKind] = useState<Kind | null>(null)
  const intent = useRef({ what: '', id: '' })
  // Times on offer for what was answered before: withdrawn, when the answer changes, after asking (E37).
  const [offers, setOffers] = useState<readonly StillOffered[]>([])
  // Filed by the calendar, or of a group of whom only some were answered, it may wait for another time as well.
  const mayWait = card.answered || card.canceled || card.people.some(({ outcome }) => outcome !== null)
  useEffect(() => {
    if (mayWait) api.stillOffered(card.key).then(setOffers).catch(reportError)
  }, [api, card.key, mayWait])
  // Taken back, here or on any other page: what followed the answer has nothing to follow any more.
  const wasAnswered = useRef(card.answered)
  useEffect(() => {
    if (wasAnswered.current && !card.answered) setAfter(null)
    wasAnswered.current = card.answered
  }, [card.answered])
  const kind = saidKind ?? card.kind
  const single: CardPerson | null = card.people.length === 1 ? (card.people[0] ?? null) : null
  const choice = (single && draft.choices[single.id]) || emptyChoice

  // Where the coach asked for it in the popup, the card opens at "why", once.
  const [turned, setTurned] = useState(begin !== 'why' && begin !== 'no-show')
  useEffect(() => {
    if (turned || !single || kind === null) return
    setTurned(true)
    turn(true)
    if (begin === 'no-show') choose(single.id, { ...emptyChoice, what: 'client-no-show' })
  }, [turned, single, kind, begin, turn, choose])

  /** The same answer tried again is the same intent, so that it is booked once (E38). */
  const give = (answers: readonly GivenAnswer[], next: After | null, back: readonly string[] = []) => {
    if (kind === null) return
    const what = JSON.stringify([kind, answers])
    const left = offers.filter(
      ({ participant }) =>
        !back.includes(participant) && answers.some((each) => each.participant === participant),
    )
    const follow: After | null = left.length > 0 ? { step: 'withdraw', offers: left, next } : next
    if (intent.current.what !== what) intent.current = { what, id: newId() }
    const saved = () => {
      intent.current = { what: '', id: '' }
      forget()
      onSaved(answers.map(({ participant }) => participant))
      if (follow) setAfter(follow)
      else onDone()
    }
    act.run('answer', () => api.answer(intent.current.id, card.key, kind, answers), saved)
  }

  return {
    act,
    after,
    kind,
    single,
    choice,
    choices: draft.choices,
    choose,
    turn,
    /** The step "why not?" of a session with one person. */
    why: draft.why && single !== null && kind !== null,
    setAfter,
    setKind: (said: Kind) => {
      setSaidKind(said)
      act.change(
        'kind',
        () => api.setKind(card.key, said),
        () => {
          // An answer that does not send it back any more leaves what is on offer for it.
          const left = offers.filter(({ participant }) => {
            const person = card.people.find(({ id }) => id === participant)
            return person && withKind(card, person, said, now)?.reschedule === false
          })
          if (left.length > 0) setAfter({ step: 'withdraw', offers: left, next: null })
        },
      )
    },
    /** Yes, for everybody. */
    yes: (follow: After | null) =>
      give(
        card.people.map(({ id }) => ({
          participant: id,
          said: { occurred: true },
          courtesy: false,
          minutes: null,
        })),
        follow,
      ),
    confirm: () => {
      const all = kind && weighAll(card, kind, draft.choices, { now, zone })
      if (!all) return
      const people = all.flatMap(({ person: { id }, choice: made, consequence }): Wanted[] => {
        if (consequence?.reschedule) return [{ id, purpose: 'makeup', gentle: isEmergency(made) }]
        // Counted although it did not happen: what comes next is then the question.
        return consequence?.counts && made.what !== 'came' ? [{ id, purpose: 'next', look: true }] : []
      })
      const answers = all.map(({ person, said, choice: { courtesy } }) => ({
        participant: person.id,
        said,
        courtesy,
        minutes: null,
      }))
      const back = people.filter(({ purpose }) => purpose === 'makeup').map(({ id }) => id)
      give(answers, people.length > 0 ? { step: 'offer', people } : null, back)
    },
    pickReason: (what: Choice['what']) => {
      if (single) choose(single.id, pick(what, choice, single, zone))
    },
    leave: (name: string, work: () => ReturnType<CardApi['putOff']>) => act.run(name, work, onDone),
  }
}

export type CardState = ReturnType<typeof useCard>
