import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Heading } from './prompt/heading.tsx'
import './feedback.css'

/**
 * "✓ Saved: Dana, Completed 5/12 · Undo · Notes": stays until the next answer, no countdown (UI). `actions` are usually quiet
 * Buttons of size sm. Not itself a live region: announce through LiveRegion, once.
 */
export const SavedLine = ({
  children,
  actions,
}: {
  readonly children: ComponentChildren
  readonly actions?: ComponentChildren
}) => (
  <div class="saved-line">
    <Icon name="check" />
    <p>{children}</p>
    {actions && <div class="actions">{actions}</div>}
  </div>
)

/** A line that floats at the foot of a full page, for what was just done there; same content as SavedLine. */
export const Toast = (props: {
  readonly children: ComponentChildren
  readonly actions?: ComponentChildren
}) => (
  <div class="toast">
    <SavedLine {...props} />
  </div>
)

/**
 * An empty place that teaches: what will be here, and what to do about it. Where it is all that the page says it takes the focus, as the
 * card before it had it.
 */
export const EmptyState = ({
  icon,
  title,
  level = 2,
  children,
  action,
}: {
  readonly icon?: IconName
  /** 1 where it is all that the page says. */
  readonly level?: 1 | 2
  readonly title: string
  readonly children?: ComponentChildren
  readonly action?: ComponentChildren
}) => (
  <div class="empty-state">
    {icon && (
      <span class="badge">
        <Icon name={icon} size={20} />
      </span>
    )}
    {level === 1 ? <Heading of={title}>{title}</Heading> : <h2>{title}</h2>}
    {children && <p>{children}</p>}
    {action}
  </div>
)

/** Grey lines in the place of what is being read; drawn only after 200 ms, so that a fast page never flickers. */
export const Skeleton = ({ lines = 3, label }: { readonly lines?: number; readonly label: string }) => (
  <div class="skeleton" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} />
    ))}
  </div>
)

/**
 * Reads `message` aloud politely, once for each new text. Keep it mounted and change the text; `count` makes an equal text new.
 */
export const LiveRegion = ({ message, count = 0 }: { readonly message: string; readonly count?: number }) => {
  const [said, setSaid] = useState('')
  useEffect(() => {
    // An emptied region first: some readers stay silent when the text did not change.
    setSaid('')
    const timer = setTimeout(() => setSaid(message), 60)
    return () => clearTimeout(timer)
  }, [message, count])
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {said}
    </p>
  )
}

/** An error in three parts: what happened, what is safe, what to press (UI, Look). Announced when it appears. */
export const ErrorNote = ({
  what,
  safe,
  action,
}: {
  readonly what: string
  readonly safe?: string
  readonly action?: { readonly label: string; readonly onPress: () => void }
}) => (
  <div class="error-note" role="alert">
    <Icon name="warning" />
    <div>
      <p class="what">{what}</p>
      {safe && <p>{safe}</p>}
      {action && (
        <Button size="sm" onClick={action.onPress}>
          {action.label}
        </Button>
      )}
    </div>
  </div>
)
