import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { ControlProps } from './field.tsx'

type KeptInputProps = ControlProps & {
  readonly type: 'number' | 'time'
  readonly inputMode?: 'numeric'
  readonly required?: boolean
  readonly min?: number
  readonly max?: number
  /** What is kept now. */
  readonly value: string | number | undefined
  /** Told of what is typed on the way, too: it is shown at once and kept nowhere. */
  readonly atOnce?: boolean
  /** The field was left, or Enter pressed in it, with something else in it. */
  readonly onChange: (event: { readonly currentTarget: HTMLInputElement }) => void
}

/**
 * A field whose text is saved when it is left. What is typed stays until then, however often the page is drawn again meanwhile; what
 * changes elsewhere is shown as soon as nobody types. Browsers tell of a time after each digit, and of a number at each step of the arrow
 * keys: were that saved, the field would follow the first step when it came back, under the fingers that make the third.
 */
export const KeptInput = ({ value, atOnce = false, onChange, ...rest }: KeptInputProps) => {
  const input = useRef<HTMLInputElement>(null)
  const isTyped = useRef(false)
  /** The browser has told of a change that was not passed on yet. */
  const isChanged = useRef(false)
  const isEntered = useRef(false)
  /** What stood there when somebody came to it. */
  const entered = useRef('')
  // Told by its events: while Chromium goes on from the hours to the minutes by itself, the page has no active element.
  const hasFocus = useRef(false)
  const follow = () => {
    if (input.current && !isTyped.current) input.current.value = String(value ?? '')
  }
  useLayoutEffect(follow, [value])
  const pass = (currentTarget: HTMLInputElement) => {
    if (!isChanged.current) return
    isChanged.current = false
    isTyped.current = atOnce
    onChange({ currentTarget })
  }
  /** What is typed when the page goes away: the field is left, and no browser says so. */
  const leave = useRef(pass)
  leave.current = (field) => {
    if (isTyped.current && field.value !== entered.current) isChanged.current = true
    pass(field)
  }
  useEffect(() => {
    const field = input.current
    const goAway = () => {
      if (field !== null) leave.current(field)
    }
    window.addEventListener('pagehide', goAway)
    return () => {
      window.removeEventListener('pagehide', goAway)
      goAway()
    }
  }, [])
  return (
    <input
      {...rest}
      ref={input}
      onInput={() => {
        isTyped.current = true
      }}
      onKeyDown={({ key, currentTarget }) => {
        // A number is told of after this, because of it.
        isEntered.current = key === 'Enter'
        if (isEntered.current) pass(currentTarget)
      }}
      onKeyUp={() => {
        isEntered.current = false
      }}
      onChange={({ currentTarget }) => {
        isChanged.current = true
        if (!hasFocus.current || isEntered.current || atOnce) pass(currentTarget)
      }}
      onFocus={({ currentTarget }) => {
        hasFocus.current = true
        entered.current = currentTarget.value
      }}
      onBlur={({ currentTarget }) => {
        hasFocus.current = false
        pass(currentTarget)
        // What was typed and set back is no change, what cannot be is not kept, and nobody is typing any more.
        if (!isTyped.current && currentTarget.validity.valid) return
        isTyped.current = false
        follow()
      }}
    />
  )
}
