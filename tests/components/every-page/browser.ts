const area = () => {
  const kept: Record<string, unknown> = {}
  return {
    get: async (key: string) => (key in kept ? { [key]: kept[key] } : {}),
    set: async (more: object) => {
      Object.assign(kept, more)
    },
    remove: async (key: string) => {
      delete kept[key]
    },
    onChanged: { addListener: () => undefined },
  }
}

const nothing = async (): Promise<undefined> => undefined

/** What the pages ask of the browser itself, which here lets them do nothing. The catalogue must be in place. */
export const useBrowser = (): void => {
  Object.assign(chrome, {
    storage: { local: area(), session: area(), managed: area() },
    permissions: { contains: async () => false, request: async () => false },
    runtime: { getURL: (path: string) => path, getManifest: () => ({ version: '0' }) },
    action: { getBadgeText: async () => '', setBadgeText: nothing, setBadgeBackgroundColor: nothing },
    tabs: { create: nothing, getCurrent: nothing, query: async () => [], remove: nothing, update: nothing },
    windows: { create: nothing, get: nothing, update: nothing },
    identity: { getRedirectURL: () => '', launchWebAuthFlow: nothing },
  })
  Element.prototype.scrollIntoView = () => undefined
  globalThis.scrollTo = () => undefined
  globalThis.print = () => undefined
}
