import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { nextItem, placeUnder } from './menu-place.ts'
import './button.css'
import './menu.css'

export type MenuItem = {
  readonly id: string
  readonly label: string
  /** A second, quieter line: what choosing it means. */
  readonly hint?: string
  /** Set on items of which exactly one holds; the chosen one shows a tick. */
  readonly checked?: boolean
  readonly danger?: boolean
  readonly onSelect: () => void
}

/**
 * A button that opens a menu (native popover, so it lies above everything and closes by itself). Arrow keys, Home, End and Esc;
 * focus returns to the button. `name` is read aloud where the visible trigger alone would not say enough.
 */
export const Menu = ({
  trigger,
  name,
  items,
  variant = 'quiet',
  size = 'sm',
  chevron = true,
}: {
  readonly trigger: ComponentChildren
  readonly name?: string
  readonly items: readonly MenuItem[]
  readonly variant?: 'quiet' | 'secondary' | 'inline'
  readonly size?: 'sm' | 'md' | 'lg'
  readonly chevron?: boolean
}) => {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  const close = () => {
    list.current?.hidePopover?.()
    button.current?.focus()
  }
  const onToggle = (event: Event) => {
    const open = (event as ToggleEvent).newState === 'open'
    button.current?.setAttribute('aria-expanded', String(open))
    if (!open || !list.current || !button.current) return
    placeUnder(button.current, list.current)
    const items = [...list.current.querySelectorAll<HTMLElement>('button')]
    const chosen = items.find((item) => item.getAttribute('aria-checked') === 'true')
    ;(chosen ?? items[0])?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Esc belongs to the open menu alone: it must not also close the window behind it.
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
      return
    }
    const all = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const to = nextItem(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)
    if (to === null) return
    event.preventDefault()
    all[to]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={variant === 'inline' ? 'menu-inline' : `button ${variant} ${size}`}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={name}
        popovertarget={id}
      >
        <span class="label">{trigger}</span>
        {chevron && <Icon name="down" size={14} />}
      </button>
      <div
        ref={list}
        id={id}
        class="menu"
        role="menu"
        popover="auto"
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            {...(item.checked === undefined
              ? { role: 'menuitem' as const }
              : { role: 'menuitemradio' as const, 'aria-checked': item.checked })}
            class={item.danger ? 'danger' : undefined}
            tabIndex={-1}
            onClick={() => {
              close()
              item.onSelect()
            }}
          >
            {item.checked !== undefined && (
              <span class="tick">{item.checked && <Icon name="check" size={14} />}</span>
            )}
            <span>
              {item.label}
              {item.hint && <small>{item.hint}</small>}
            </span>
          </button>
        ))}
      </div>
    </>
  )
}
