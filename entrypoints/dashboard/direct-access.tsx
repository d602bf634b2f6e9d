import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/browser/i18n.ts'

const wanted = { origins: ['https://www.googleapis.com/*'] } satisfies chrome.permissions.Permissions

/** Host access is optional: Google answers browsers with CORS headers. Where that fails, the coach can grant it (API 0.3). */
export const DirectAccess = () => {
  const [allowed, setAllowed] = useState(false)
  useEffect(() => {
    chrome.permissions.contains(wanted).then(setAllowed).catch(reportError)
  }, [])
  return (
    <>
      <p class="hint">{t('direct_how')}</p>
      {allowed ? (
        <p>{t('direct_have')}</p>
      ) : (
        <Button
          size="sm"
          onClick={() => {
            chrome.permissions.request(wanted).then(setAllowed).catch(reportError)
          }}
        >
          {t('direct_ask')}
        </Button>
      )}
    </>
  )
}
