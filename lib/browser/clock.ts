/**
 * The time on this machine, corrected when its clock is wrong (E25), for the background and every page. How far it is corrected is kept
 * outside the books, because it belongs to the machine: no backup carries it to another.
 */
const KEY = 'clock-offset'

let offset = 0
const watchers = new Set<() => void>()

const take = (value: unknown): void => {
  offset = typeof value === 'number' && Number.isFinite(value) ? value : 0
  for (const tell of watchers) tell()
}

/** Calls `tell` whenever the clock is corrected, until the function given back is called. */
export const watchClock = (tell: () => void): (() => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** What is added to the machine's clock, ms; 0 while it is right. */
export const clockOffset = (): number => offset

/** Epoch ms. */
export const correctedNow = (): number => Date.now() + offset

/** Reads how far the clock is corrected, and follows it from then on. To be awaited before the first use of the time; never rejects. */
export const startClock = async (): Promise<void> => {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) take(changes[KEY]?.newValue)
  })
  try {
    take((await chrome.storage.local.get(KEY))[KEY])
  } catch (error) {
    // The machine's own time is better than none.
    reportError(error)
  }
}

/** Corrects the clock, here and in every page, through restarts. */
export const keepClockOffset = async (ms: number): Promise<void> => {
  take(ms)
  if (ms === 0) await chrome.storage.local.remove(KEY)
  else await chrome.storage.local.set({ [KEY]: ms })
}
