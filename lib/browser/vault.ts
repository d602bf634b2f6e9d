import type { Vault } from '../ports.ts'

/** Secrets that live as long as the browser runs: in memory, out of reach of content scripts, never on disk (API C). */
export const sessionVault: Vault = {
  get: async (key) => (await chrome.storage.session.get(key))[key],
  set: (key, value) => chrome.storage.session.set({ [key]: value }),
  remove: (key) => chrome.storage.session.remove(key),
}

/** One value kept on this machine outside the books: the practice month. `null` is an empty place. */
export const localValue = <T>(key: string) => ({
  load: async (): Promise<unknown> => (await chrome.storage.local.get(key))[key] ?? null,
  save: (value: T | null): Promise<void> =>
    value === null ? chrome.storage.local.remove(key) : chrome.storage.local.set({ [key]: value }),
})
