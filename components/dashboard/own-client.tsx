import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { SignInProvider } from '../../lib/core/account.ts'
import { isClientId } from '../../lib/core/own-client.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import './forms.css'
import './own-client.css'

/** What a coach enters: the id as registered, and a secret where the service gave one. */
export type OwnClientEntry = { readonly clientId: string; readonly secret: string | null }

/** The address to register at the service, with a button that copies it. */
const Redirect = ({
  uri,
  onCopy,
}: {
  readonly uri: string
  readonly onCopy: (text: string) => Promise<void>
}) => {
  const [copied, setCopied] = useState(false)
  return (
    <div class="redirect">
      <code>{uri}</code>
      <Button
        size="sm"
        icon={copied ? 'check' : 'copy'}
        onClick={() => {
          // Refused, it still stands there to be copied by hand.
          void onCopy(uri).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }}
      >
        {t(copied ? 'prompt_copied' : 'own_copy')}
      </Button>
    </div>
  )
}

/** The coach's own OAuth client at one service: what to register there, what to enter here, and the way back. */
export const OwnClientForm = ({
  provider,
  current,
  redirectUri,
  busy,
  onCopy,
  onSave,
  onRemove,
}: {
  readonly provider: SignInProvider
  /** The id in use, or null when it is the build's. */
  readonly current: string | null
  readonly redirectUri: string
  readonly busy: boolean
  readonly onCopy: (text: string) => Promise<void>
  readonly onSave: (entry: OwnClientEntry) => void
  readonly onRemove: () => void
}) => {
  const [error, setError] = useState<string | null>(null)
  const isGoogle = provider === 'google'
  const name = t(isGoogle ? 'connect_google' : 'connect_outlook')
  return (
    <form
      class="form own-client"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const clientId = String(data.get('clientId') ?? '').trim()
        const secret = String(data.get('secret') ?? '').trim() || null
        const isGood = isClientId(provider, clientId)
        setError(isGood ? null : t(isGoogle ? 'own_badGoogle' : 'own_badOutlook'))
        if (isGood) onSave({ clientId, secret })
      }}
    >
      <h3>{name}</h3>
      <p class="hint">{t(isGoogle ? 'own_googleHow' : 'own_outlookHow')}</p>
      <Redirect uri={redirectUri} onCopy={onCopy} />
      <Field label={t('own_clientId')} error={error}>
        {(control) => (
          <input
            {...control}
            name="clientId"
            required
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            defaultValue={current ?? ''}
          />
        )}
      </Field>
      {isGoogle && (
        <Field label={t('own_secret')} hint={t('own_secretHint')}>
          {(control) => (
            <input {...control} name="secret" type="password" maxLength={200} autocomplete="off" />
          )}
        </Field>
      )}
      <div class="buttons">
        <Button type="submit" busy={busy}>
          {t('own_save')}
        </Button>
        {current !== null && (
          <Button variant="quiet" busy={busy} onClick={onRemove}>
            {t('own_remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
