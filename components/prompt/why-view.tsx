import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { type Card, type CardPerson, freeLeft } from '../../lib/core/view/card.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { type Choice, emptyChoice } from './choice.ts'
import { evidenceWords } from './evidence-words.ts'
import { Heading } from './heading.tsx'
import { ReasonDetail } from './reason-detail.tsx'
import { ReasonList } from './reason-list.tsx'
import { VerdictFooter } from './verdict-footer.tsx'
import { pick, weigh } from './weigh.ts'
import { KindMenu } from './who-line.tsx'

/** "It didn't occur. Why?": reasons with their effect, exits, and the consequence over the button that confirms it. */
export const WhyView = ({
  card,
  person,
  name,
  title,
  kind,
  choice = emptyChoice,
  now,
  zone,
  moved,
  singleKeys,
  busy,
  trouble,
  onChoice,
  onKind,
  onBack,
  onConfirm,
}: {
  readonly card: Card
  readonly person: CardPerson
  /** The client's name within a sentence. */
  readonly name: string
  /** The same where it stands alone. */
  readonly title: string
  readonly kind: Kind
  readonly choice: Choice | undefined
  readonly now: number
  readonly zone: string
  readonly moved: readonly Near[]
  readonly singleKeys: boolean
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onChoice: (choice: Choice) => void
  readonly onKind: (kind: Kind) => void
  readonly onBack: () => void
  readonly onConfirm: () => void
}) => {
  const { consequence, courtesyOffered } = weigh(card, person, kind, choice, { now, zone })
  // What the chosen reason still asks must not lie under the foot.
  useEffect(() => {
    document.querySelector('.option.chosen')?.scrollIntoView?.({ block: 'nearest' })
  }, [choice.what])
  const change = (part: Partial<Choice>) => onChoice({ ...choice, ...part })
  const seen = evidenceWords(person.evidence, name)
  return (
    <form
      class="card why"
      onSubmit={(event) => {
        event.preventDefault()
        if (consequence && !busy) onConfirm()
      }}
    >
      <div class="body">
        <div class="why-top">
          <Button variant="quiet" size="sm" class="go-back" onClick={onBack}>
            <Icon name="left" size={14} />
            {t('prompt_back')}
          </Button>
          <p class="person">
            <span class="name">{title}</span>
            <KindMenu kind={kind} card={card} now={now} onKind={onKind} />
          </p>
        </div>
        <Heading of={`why ${card.key}`}>{t('prompt_why')}</Heading>
        {seen && <p class="seen">{t('prompt_calendar', seen)}</p>}
        <ReasonList
          group={`why-${card.key}`}
          legend={t('prompt_why')}
          kind={kind}
          policy={card.policy}
          freeMissesLeft={freeLeft(card, person)}
          singleKeys={singleKeys}
          choice={choice}
          fits={person.evidence?.fits ?? null}
          onWhat={(what) => onChoice(pick(what, choice, person, zone))}
          detail={
            <ReasonDetail
              card={card}
              choice={choice}
              now={now}
              zone={zone}
              name={name}
              moved={moved}
              of={person.id}
              onChange={change}
            />
          }
        />
      </div>
      <VerdictFooter
        card={card}
        person={person}
        consequence={consequence}
        now={now}
        courtesy={choice.courtesy}
        courtesyOffered={courtesyOffered}
        note={choice.note}
        name={name}
        busy={busy}
        trouble={trouble}
        onCourtesy={(courtesy) => change({ courtesy })}
        onNote={(note) => change({ note })}
      />
    </form>
  )
}
