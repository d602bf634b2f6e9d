import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'

/**
 * "Write to Dana", and in its place, once pressed, the letter. Closing it leads back to the button, which was not there meanwhile: whoever
 * works by keyboard goes on from where they were.
 */
export const LetterInPlace = ({
  name,
  begin = false,
  onOpen,
  children,
}: {
  readonly name: string
  /** Open at once. */
  readonly begin?: boolean
  /** Told whenever the letter is opened or closed. */
  readonly onOpen?: ((open: boolean) => void) | undefined
  /** Draws the letter. */
  readonly children: (onClose: () => void) => ComponentChildren
}) => {
  const [open, setOpen] = useState(begin)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus()
    wasOpen.current = open
  }, [open])
  const turn = (to: boolean) => {
    setOpen(to)
    onOpen?.(to)
  }
  if (open) return children(() => turn(false))
  return (
    <Button ref={button} class="write" variant="quiet" size="sm" icon="mail" onClick={() => turn(true)}>
      {t('letter_write', name)}
    </Button>
  )
}
