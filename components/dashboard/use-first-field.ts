import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A ref for a form that opens on a button: its first field takes the focus, so that one types on without looking for it. */
export const useFirstField = (): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])
  return form
}
