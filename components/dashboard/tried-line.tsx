import type { ComponentChildren } from 'preact'

/** One thing that can be chosen or ticked, with what it means, and at the end of the line the way to try it. */
export const TriedLine = ({
  type,
  checked,
  label,
  hint,
  onChange,
  children,
}: {
  readonly type: 'radio' | 'checkbox'
  readonly checked: boolean
  readonly label: string
  readonly hint: string
  readonly onChange: (checked: boolean) => void
  readonly children?: ComponentChildren
}) => (
  <div class="tried-line">
    <label class="choice-line">
      <input
        type={type}
        name={type === 'radio' ? 'when' : undefined}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
    {children}
  </div>
)
