import type { TableName } from '../tables.ts'

const CHANNEL = 'afterward-books'

let speaking: BroadcastChannel | null = null

/** Tells every page, this one too, that rows of these tables have changed. */
export const announce = (tables: readonly TableName[]): void => {
  speaking ??= new BroadcastChannel(CHANNEL)
  speaking.postMessage(tables)
}

type Hears = (tables: ReadonlySet<string>) => void

const listeners = new Set<Hears>()
let listening: BroadcastChannel | null = null

/** Calls `hears` after every change, wherever it was made, until the function that it returns is called. */
export const onChange = (hears: Hears): (() => void) => {
  if (listening === null) {
    listening = new BroadcastChannel(CHANNEL)
    listening.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      for (const each of listeners) each(new Set(data))
    }
  }
  listeners.add(hears)
  return () => {
    listeners.delete(hears)
  }
}
