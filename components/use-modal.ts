import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** What a `<dialog>` is given to be one. */
type Modal = {
  readonly ref: RefObject<HTMLDialogElement | null>
  readonly onCancel: (event: Event) => void
  readonly onClose: () => void
}

/**
 * A native dialog over the page, for as long as it is drawn: `<dialog {...useModal(onClose)}>`. Browsers tell that Esc has closed it in a
 * task of its own, and a key that is pressed meanwhile comes before that: the same button pressed again at once would open nothing, and be
 * closed. So what closes it is heard when Esc asks, before the focus is back on that button.
 */
export const useModal = (onClose: () => void): Modal => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return {
    ref: dialog,
    onCancel: (event) => {
      // What a file field in it gives up comes by here too.
      if (event.target !== dialog.current) return
      event.preventDefault()
      dialog.current?.close()
      onClose()
    },
    // Closed by the browser without asking; one that is not drawn any more has been heard already.
    onClose: () => {
      if (dialog.current !== null) onClose()
    },
  }
}
