import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import './prompt.css'

/** "‹ 1 of 3 ›": where in the stack, and the way through it. */
const StackNav = ({
  index,
  count,
  onStep,
  onAll,
}: {
  readonly index: number
  readonly count: number
  readonly onStep: (by: -1 | 1) => void
  readonly onAll: () => void
}) => (
  <nav class="stack-nav" aria-label={t('prompt_stack')}>
    <Button variant="quiet" size="sm" onClick={onAll}>
      {t('batch_open')}
    </Button>
    <Button
      variant="quiet"
      size="sm"
      aria-label={t('prompt_previous')}
      aria-keyshortcuts="PageUp"
      disabled={index === 0}
      onClick={() => onStep(-1)}
    >
      <Icon name="left" />
    </Button>
    <span class="tabular">{t('prompt_position', index + 1, count)}</span>
    <Button
      variant="quiet"
      size="sm"
      aria-label={t('prompt_next')}
      aria-keyshortcuts="PageDown"
      disabled={index >= count - 1}
      onClick={() => onStep(1)}
    >
      <Icon name="right" />
    </Button>
  </nav>
)

/** The frame of the prompt window: what was just saved and the place in the stack above, the card below. */
export const PromptWindow = ({
  saved,
  index,
  count,
  onStep,
  onAll,
  note,
  children,
}: {
  /** The line of the last answer, or null. */
  readonly saved: ComponentChildren
  readonly index: number
  readonly count: number
  readonly onStep: (by: -1 | 1) => void
  /** To the screen that answers everything that waits; absent while it is shown. */
  readonly onAll: (() => void) | undefined
  /** What is wrong with the calendars while answering goes on, or null. */
  readonly note: ComponentChildren
  readonly children: ComponentChildren
}) => (
  <>
    {(saved || (count > 1 && onAll)) && (
      <header class="prompt-head">
        <div class="saved-room">{saved}</div>
        {count > 1 && onAll && <StackNav index={index} count={count} onStep={onStep} onAll={onAll} />}
      </header>
    )}
    <main>
      {note}
      {children}
    </main>
  </>
)
