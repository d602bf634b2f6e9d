/** What an organisation set for Afterward through the browser's own management (Chrome's policies, Firefox's policies.json). */

type Managed = {
  get(key: 'policy'): Promise<{ readonly policy?: unknown }>
  readonly onChanged?: { addListener(listener: () => void): void }
}

const storage = (): Managed | undefined => chrome.storage.managed as Managed | undefined

/** Chromium answers with nothing until it has read its policies, which took three seconds where it was tried. */
const READING_MS = 10_000

const look = async (): Promise<unknown> => {
  try {
    return (await storage()?.get('policy'))?.policy
  } catch {
    // Firefox rejects where nobody manages the extension.
    return undefined
  }
}

/** The policy that is set, as it stands there. `undefined`: none is, and none was a while later. */
export const organisationPolicy = async (): Promise<unknown> => {
  const set = await look()
  if (set !== undefined) return set
  await new Promise((done) => setTimeout(done, READING_MS))
  return look()
}

/** Tells of every later change. Registered on the first tick, it also wakes a background that was stopped. */
export const onOrganisationPolicy = (changed: () => void): void => storage()?.onChanged?.addListener(changed)
