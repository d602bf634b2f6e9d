import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import './button.css'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon'> & {
  /** primary: the one thing to do here · secondary: bounded · quiet: text until touched · danger: takes something away. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'sm' | 'md' | 'lg'
  /** The key that does the same, shown at the far side and told to assistive technology. */
  readonly shortcut?: string | undefined
  readonly icon?: IconName | undefined
  /** Working: refuses a second press without moving the layout. */
  readonly busy?: boolean
  /** As wide as its room. */
  readonly wide?: boolean
  readonly children?: ComponentChildren
}

/** A native button. Its text carries the consequence ("Confirm: counts, 5 of 12"). All button attributes and `ref` pass through. */
export const Button = ({
  variant = 'secondary',
  size = 'md',
  shortcut,
  icon,
  busy = false,
  wide = false,
  children,
  class: extra,
  onClick,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    class={['button', variant, size, wide && 'wide', extra].filter(Boolean).join(' ')}
    aria-busy={busy || undefined}
    aria-disabled={busy || rest['aria-disabled']}
    aria-keyshortcuts={shortcut}
    onClick={busy ? undefined : onClick}
  >
    {icon && <Icon name={icon} />}
    <span class="label">{children}</span>
    {shortcut && (
      <span class="key" aria-hidden="true">
        {shortcut === 'Enter' ? '⏎' : shortcut}
      </span>
    )}
  </button>
)
