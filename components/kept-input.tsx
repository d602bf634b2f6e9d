import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ControlProps } from './field.tsx'

type KeptInputProps = ControlProps & {
  readonly type: 'number' | 'time'
  readonly inputMode?: 'numeric'
  readonly required?: boolean
  readonly min?: number
  readonly max?: number
  /** What is kept now. */
  readonly value: string | number | undefined
  /** The field was left, or Enter pressed in it, with something else in it. */
  readonly onChange: (event: { readonly currentTarget: HTMLInputElement }) => void
}

/**
 * A field whose text is saved when it is left. What is typed stays until then, however often the page is drawn again meanwhile; what
 * changes elsewhere is shown as soon as nobody types.
 */
export const KeptInput = ({ value, onChange, ...rest }: KeptInputProps) => {
  const input = useRef<HTMLInputElement>(null)
  const isTyped = useRef(false)
  const follow = () => {
    if (input.current && !isTyped.current) input.current.value = String(value ?? '')
  }
  useLayoutEffect(follow, [value])
  return (
    <input
      {...rest}
      ref={input}
      onInput={() => {
        isTyped.current = true
      }}
      onChange={(event) => {
        isTyped.current = false
        onChange(event)
      }}
      onBlur={() => {
        // What was typed and set back is no change, and nobody is typing any more.
        if (!isTyped.current) return
        isTyped.current = false
        follow()
      }}
    />
  )
}
