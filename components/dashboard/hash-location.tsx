import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { LocationProvider } from 'preact-iso/router'

/** What the address bar's fragment names; one that cannot be decoded (typed by hand) leads to the first page. */
const readHash = (): string => {
  const path = location.hash.slice(1)
  try {
    decodeURIComponent(path)
    return path.startsWith('/') ? path : '/'
  } catch {
    return '/'
  }
}

/**
 * Serves preact-iso's Router from the address's fragment (`dashboard.html#/past`): an extension page is one file, so a path of
 * its own would be a page that does not exist when it is loaded again.
 */
export const HashLocation = ({ children }: { readonly children: ComponentChildren }) => {
  const [url, setUrl] = useState(readHash)
  useEffect(() => {
    const follow = () => setUrl(readHash())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const value = useMemo(() => {
    // Any base does: only path and query are taken. Browsers disagree on the origin of an extension page.
    const { pathname, searchParams } = new URL(url, 'https://dashboard.invalid')
    return {
      url,
      path: pathname,
      query: Object.fromEntries(searchParams),
      route: (to: string, replace = false) => {
        if (replace) location.replace(`#${to}`)
        else location.hash = to
      },
      back: () => history.back(),
      forward: () => history.forward(),
      // Read by the Router (not in its types): scroll to the top of a page that was gone to, but not away from the part of it that
      // the address names and the browser has just gone to.
      wasPush: document.getElementById(url) === null,
    }
  }, [url])
  return <LocationProvider.ctx.Provider value={value}>{children}</LocationProvider.ctx.Provider>
}
