/** What an organisation set for Afterward through the browser's own management (Chrome's policies, Firefox's policies.json). */

type Managed = { get(key: 'policy'): Promise<{ readonly policy?: unknown }> }

const storage = ():
  | (Managed & { readonly onChanged?: { addListener(listener: () => void): void } })
  | undefined => chrome.storage.managed as ReturnType<typeof storage>

/** The policy that is set, as it stands there; `undefined`: none is. */
export const organisationPolicy = async (): Promise<unknown> => {
  try {
    return (await storage()?.get('policy'))?.policy
  } catch {
    // Firefox rejects where nobody manages the extension.
    return undefined
  }
}

/** Tells of every later change. Registered on the first tick, it also wakes a background that was stopped. */
export const onOrganisationPolicy = (changed: () => void): void => storage()?.onChanged?.addListener(changed)
