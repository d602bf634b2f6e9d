import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

/** What a control inside a field must carry so that label, hint and error are read with it. */
export type ControlProps = {
  readonly id: string
  readonly class: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

/**
 * A labelled control: `<Field label="Minutes">{(control) => <input type="number" {...control} />}</Field>`. Works with input, select
 * and textarea. `error` says what to do about it; `quietLabel` reads the label aloud without showing it.
 */
export const Field = ({
  label,
  hint,
  error,
  quietLabel = false,
  children,
}: {
  readonly label: string
  readonly hint?: ComponentChildren
  readonly error?: string | null | undefined
  readonly quietLabel?: boolean
  readonly children: (control: ControlProps) => ComponentChildren
}) => {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id} class={quietLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children({
        id,
        class: 'control',
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
