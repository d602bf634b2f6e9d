import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * The question of a card or of one of its steps. It takes the focus whenever `of` changes, so that a screen reader begins there and
 * no button lies under a key that was meant for something else.
 */
export const Heading = ({ of, children }: { readonly of: string; readonly children: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [of])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
