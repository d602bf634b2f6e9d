import { useEffect, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { REASONS } from '../../lib/core/policy.ts'
import type { Card } from '../../lib/core/view/card.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { LiveRegion } from '../feedback.tsx'
import { lazy } from '../lazy.tsx'
import { RefusalNote } from '../refusal.tsx'
import type { CardViewProps, Names } from './card-props.ts'
import { consequenceWords } from './consequence-words.ts'
import { PutOff } from './put-off.tsx'
import { QuestionView } from './question-view.tsx'
import { type CardState, useCard } from './use-card.ts'
import { type CardKeys, useCardKeys } from './use-card-keys.ts'
import { weigh } from './weigh.ts'
import { PrivateName } from './who-line.tsx'
import './prompt.css'

// What most cards never show comes with the first card that does.
const Following = lazy(async () => (await import('./following.tsx')).Following)
const WhyView = lazy(async () => (await import('./why-view.tsx')).WhyView)
const GroupList = lazy(async () => (await import('./group-view.tsx')).GroupList)
const WhomView = lazy(async () => (await import('./whom-view.tsx')).WhomView)

/** The keys that this step of the card answers to. */
const keysOf = (state: CardState, { onClose, onStep }: CardViewProps): CardKeys => {
  const stack = onStep ? { PageUp: () => onStep(-1), PageDown: () => onStep(1) } : {}
  const always = { Escape: onClose, ...stack }
  if (state.after || state.act.busy.size > 0 || state.kind === null || state.single?.unknown) return always
  if (!state.why) {
    const one = state.single ? { t: () => state.yes({ step: 'notes' }), n: () => state.turn(true) } : {}
    return { ...always, y: () => state.yes(null), ...one }
  }
  const digits = REASONS.map((reason, index) => {
    const press = () => {
      state.pickReason(reason)
      // So that Enter confirms it, as it does for a reason picked with the arrows.
      document.querySelector<HTMLInputElement>(`.reason input[value="${reason}"]`)?.focus()
    }
    return [String(index + 1), press] as const
  })
  return { ...always, ...Object.fromEntries(digits) }
}

/** Names, or what stands for them within a sentence on a private screen, until a click. */
const nameOn = (card: Card, shown: boolean): Names => {
  if (shown) return ({ name }) => name
  return (person) =>
    card.people.length === 1
      ? t('offer_theClient')
      : t('prompt_clientNumber', card.people.indexOf(person) + 1)
}

/** The card of one session: the question, why not, and what follows the answer. Give it a `key` per session. */
export const CardView = (props: CardViewProps) => {
  const { card, clients, settings, now, zone, api } = props
  const state = useCard({ ...props, begin: props.begin ?? 'question' })
  const { act, kind, single } = state
  const [shown, setShown] = useState(!settings.privateScreen)
  const [moved, setMoved] = useState<Readonly<Record<string, readonly Near[]>>>({})
  const [next, setNext] = useState<Near | null>()
  const [first] = card.people
  const names = nameOn(card, shown)
  useCardKeys(keysOf(state, props), settings.singleKeys)
  useEffect(() => {
    if (!first) return
    // The question is there by now; "It didn't" must not have to wait.
    WhyView.prefetch()
    for (const { id } of card.people)
      api
        .movedTo(card.key, id)
        .then((found) => setMoved((before) => ({ ...before, [id]: found })))
        .catch(reportError)
    api.nextBooking(card.key, first.id).then(setNext).catch(reportError)
  }, [api, card.key, card.people.map(({ id }) => id).join()])

  if (state.after) return <Following {...props} state={state} names={names} shown={shown} />
  const shared = { card, now, zone, busy: act.busy.size > 0, singleKeys: settings.singleKeys }
  const trouble = <RefusalNote act={act} names={['answer', 'kind', 'whom', 'later', 'aside']} />
  if (state.why && single && kind) {
    const { consequence } = weigh(card, single, kind, state.choice, { now, zone })
    return (
      <>
        <LiveRegion message={consequence ? consequenceWords(consequence, now) : ''} />
        <WhyView
          {...shared}
          person={single}
          name={names(single)}
          title={shown ? single.name : t('prompt_theClient')}
          kind={kind}
          choice={state.choice}
          moved={moved[single.id] ?? []}
          trouble={trouble}
          onChoice={(choice) => state.choose(single.id, choice)}
          onKind={state.setKind}
          onBack={() => state.turn(false)}
          onConfirm={state.confirm}
        />
      </>
    )
  }
  return (
    <section class="card">
      <QuestionView
        {...shared}
        names={names}
        hidden={!shown}
        title={
          <PrivateName hidden={!shown} onShow={() => setShown(true)}>
            {single ? single.name : card.title}
          </PrivateName>
        }
        kind={kind}
        next={next}
        trouble={trouble}
        onKind={state.setKind}
        onYes={() => state.yes(null)}
        onNotes={() => state.yes({ step: 'notes' })}
        onNo={() => state.turn(true)}
      >
        {single?.unknown && (
          <WhomView
            title={shown ? card.title : '…'}
            clients={clients}
            busy={shared.busy}
            onWhom={(whom, of) => act.run('whom', () => api.sayWhom(card.key, single.id, whom, of))}
          />
        )}
        {!single && kind && (
          <GroupList
            {...shared}
            kind={kind}
            people={card.people}
            choices={state.choices}
            moved={moved}
            names={names}
            onChoice={state.choose}
            onConfirm={state.confirm}
          />
        )}
      </QuestionView>
      <PutOff
        card={card}
        name={first ? names(first) : ''}
        now={now}
        zone={zone}
        endOfDay={settings.endOfDay}
        onPutOff={(until) => state.leave('later', () => api.putOff(card.key, until))}
        onRecogniseAs={(as) => state.leave('aside', () => api.recogniseAs(card.key, as))}
      />
    </section>
  )
}
