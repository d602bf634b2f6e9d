import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/browser/i18n.ts'

/** Where each calendar service lives. */
const ORIGINS: Readonly<Record<string, string>> = {
  google: 'https://www.googleapis.com/*',
  outlook: 'https://graph.microsoft.com/*',
}

/**
 * Host access is optional: both services answer browsers with CORS headers. Where that fails, the coach can grant it (API 0.3), to the
 * services of the accounts there are and to no other.
 */
export const DirectAccess = ({ providers }: { readonly providers: ReadonlySet<string> }) => {
  const origins = [...providers].flatMap((provider) => ORIGINS[provider] ?? [])
  const [allowed, setAllowed] = useState(false)
  const wanted = origins.join()
  useEffect(() => {
    if (wanted === '') return
    chrome.permissions
      .contains({ origins: wanted.split(',') })
      .then(setAllowed)
      .catch(reportError)
  }, [wanted])
  if (origins.length === 0) return <p class="hint">{t('direct_how')}</p>
  return (
    <>
      <p class="hint">{t('direct_how')}</p>
      {allowed ? (
        <p>{t('direct_have')}</p>
      ) : (
        <Button
          size="sm"
          onClick={() => {
            chrome.permissions.request({ origins }).then(setAllowed).catch(reportError)
          }}
        >
          {t('direct_ask')}
        </Button>
      )}
    </>
  )
}
