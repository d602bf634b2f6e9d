import { useEffect, useRef } from 'preact/hooks'
import type { Act } from '../../components/use-act.ts'
import { type AccountView, needsSignIn } from '../../lib/core/account.ts'
import { reconnect } from './sign-in-notice.tsx'

/**
 * Begins the sign-in that the popup's "Reconnect" opened this page for (`?reconnect=<account>`): sign-ins start from full pages only, and
 * the coach has pressed once already. Once: reloading the page does not ask again.
 */
export const useReconnect = (accounts: readonly AccountView[] | undefined, act: Act): void => {
  const begun = useRef(false)
  useEffect(() => {
    const wanted = new URL(location.href).searchParams.get('reconnect')
    if (wanted === null || accounts === undefined || begun.current) return
    begun.current = true
    history.replaceState(null, '', `${location.pathname}${location.hash}`)
    const view = accounts.find(({ account }) => account.id === wanted && needsSignIn(account))
    if (view !== undefined) reconnect(act, view.account)
  }, [accounts, act])
}
