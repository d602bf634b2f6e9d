import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { EmptyState } from '../feedback.tsx'
import { Icon } from '../icon.tsx'
import './prompt.css'

/** "‹ 1 of 3 ›": where in the stack, and the way through it. */
const StackNav = ({
  index,
  count,
  onStep,
}: {
  readonly index: number
  readonly count: number
  readonly onStep: (by: -1 | 1) => void
}) => (
  <nav class="stack-nav" aria-label={t('prompt_stack')}>
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
  note,
  children,
}: {
  /** The line of the last answer, or null. */
  readonly saved: ComponentChildren
  readonly index: number
  readonly count: number
  readonly onStep: (by: -1 | 1) => void
  /** What is wrong with the calendars while answering goes on, or null. */
  readonly note: ComponentChildren
  readonly children: ComponentChildren
}) => (
  <>
    {(saved || count > 1) && (
      <header class="prompt-head">
        <div class="saved-room">{saved}</div>
        {count > 1 && <StackNav index={index} count={count} onStep={onStep} />}
      </header>
    )}
    <main>
      {note}
      {children}
    </main>
  </>
)

/** Nothing waits any more. `putOff`: because it was put off; nothing was answered. */
export const AllDone = ({ putOff, onClose }: { readonly putOff: boolean; readonly onClose: () => void }) => (
  <section class="card all-done">
    <EmptyState
      icon="check"
      level={1}
      title={t('prompt_allDone')}
      action={
        <Button onClick={onClose} shortcut="Esc">
          {t('prompt_close')}
        </Button>
      }
    >
      {t(putOff ? 'prompt_putOffText' : 'prompt_allDoneText')}
    </EmptyState>
  </section>
)
