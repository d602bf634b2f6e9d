import type { Vault } from '../ports.ts'

/** Secrets that live as long as the browser runs: in memory, out of reach of content scripts, never on disk (API C). */
export const sessionVault: Vault = {
  get: async (key) => (await chrome.storage.session.get(key))[key],
  set: (key, value) => chrome.storage.session.set({ [key]: value }),
  remove: (key) => chrome.storage.session.remove(key),
}
