import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY } from '../../lib/core/time.ts'
import type { Card } from '../../lib/core/view/card.ts'
import { kindWord } from '../dashboard/past-words.ts'
import { relativeTime, shortDate, timeOf, timeRange, weekdayRange, zoneName } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { consequenceWords } from './consequence-words.ts'
import { withKind } from './weigh.ts'

/** A name that a private screen hides until it is clicked (PRODUCT 4). */
export const PrivateName = ({
  hidden,
  onShow,
  children,
}: {
  readonly hidden: boolean
  readonly onShow: () => void
  readonly children: ComponentChildren
}) =>
  hidden ? (
    <button type="button" class="menu-inline" onClick={onShow}>
      <Icon name="eye" size={14} /> {t('prompt_showName')}
    </button>
  ) : (
    <span class="name">{children}</span>
  )

/** The consequence in words, before the click (PRODUCT 2); of several people it is not one sentence, but how many are decided again. */
const withKindWords = (card: Card, kind: Kind, now: number): string | null => {
  const again = card.people.flatMap((person) => withKind(card, person, kind, now) ?? [])
  const [first] = again
  if (first === undefined) return null
  const counted = again.filter(({ counts }) => counts).length
  return card.people.length === 1
    ? consequenceWords(first, now)
    : plural('prompt_kindAgain', again.length, counted)
}

/** "Paid ▾": the kind, editable on every card. Of an answered session each says beforehand what the answer comes to with it. */
export const KindMenu = ({
  kind,
  card,
  now = 0,
  onKind,
}: {
  readonly kind: Kind
  /** The session whose kind it is. */
  readonly card?: Card
  readonly now?: number
  readonly onKind: (kind: Kind) => void
}) => (
  <Menu
    variant="inline"
    trigger={kindWord(kind)}
    name={t('prompt_kindName', kindWord(kind))}
    items={(['paid', 'complimentary'] as const).map((each) => ({
      id: each,
      label: kindWord(each),
      hint:
        (each !== kind && card && withKindWords(card, each, now)) ||
        t(each === 'paid' ? 'prompt_paidHint' : 'prompt_complimentaryHint'),
      checked: each === kind,
      onSelect: () => onKind(each),
    }))}
  />
)

/** Longer ago than this, ms, the day of the week alone no longer says which day it was. */
const THESE_DAYS = 6 * DAY

/** "Dana Reyes · Tue 10:00–11:00 · Paid ▾", with how long ago it ended. In the coach's zone; the session's own on hover (E22). */
export const WhoLine = ({
  card,
  name,
  kind,
  now,
  onKind,
}: {
  readonly card: Card
  /** null: a session of several people, who are listed below. */
  readonly name: ComponentChildren
  readonly kind: Kind | null
  readonly now: number
  readonly onKind: (kind: Kind) => void
}) => (
  <div class="who">
    <p class="person">
      {name}
      {kind && <KindMenu kind={kind} card={card} now={now} onKind={onKind} />}
    </p>
    <p class="when">
      <time
        dateTime={new Date(card.start).toISOString()}
        title={t('prompt_inZone', timeOf(card.start, card.zone), zoneName(card.zone, card.start))}
      >
        {now - card.end < THESE_DAYS
          ? weekdayRange(card)
          : `${shortDate(card.start, now)}, ${timeRange(card)}`}
      </time>
      <span class="dot">·</span>
      {card.end <= now ? t('prompt_ended', relativeTime(card.end, now)) : t('prompt_running')}
      {card.makeup && (
        <>
          <span class="dot">·</span>
          {t('prompt_makeup')}
        </>
      )}
      {card.byHand && (
        <>
          <span class="dot">·</span>
          {t('hand_short')}
        </>
      )}
    </p>
  </div>
)
