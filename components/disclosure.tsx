import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './disclosure.css'

/** A native details: one line that opens to more ("Which rule?", "Advanced"). */
export const Disclosure = ({
  summary,
  open = false,
  onToggle,
  children,
}: {
  readonly summary: ComponentChildren
  readonly open?: boolean
  readonly onToggle?: (open: boolean) => void
  readonly children: ComponentChildren
}) => (
  <details class="disclosure" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
    <summary>
      <Icon name="right" size={14} />
      <span>{summary}</span>
    </summary>
    <div class="inside">{children}</div>
  </details>
)
