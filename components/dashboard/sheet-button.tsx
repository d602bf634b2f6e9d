import type { ComponentProps } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { ErrorNote } from '../feedback.tsx'

/** Saves something of the books as a file. `save` rejects when it cannot be read or made: nothing is changed by that, and it is said. */
export const SheetButton = ({
  label,
  failure,
  small = false,
  save,
}: {
  readonly label: string
  /** What is said when it could not be saved. */
  readonly failure: string
  readonly small?: boolean
  readonly save: () => Promise<void>
}) => {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const press = async () => {
    setState('busy')
    setState(
      await save().then(
        () => 'idle' as const,
        () => 'failed' as const,
      ),
    )
  }
  return (
    <>
      <div class="buttons">
        <Button size={small ? 'sm' : 'md'} busy={state === 'busy'} onClick={() => void press()}>
          {label}
        </Button>
      </div>
      {state === 'failed' && <ErrorNote what={failure} safe={t('data_nothingChanged')} />}
    </>
  )
}

/** The same as a part of the settings, under what the file holds. */
export const SheetPart = ({
  hint,
  ...button
}: ComponentProps<typeof SheetButton> & { readonly hint: string }) => (
  <div class="form">
    <p class="hint">{hint}</p>
    <SheetButton {...button} />
  </div>
)
