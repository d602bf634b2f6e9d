import { DAY, HOUR, type Interval } from '../../core/time.ts'
import type { PageRequest } from '../../ports.ts'
import { isGraphLink } from './request.ts'

/** What is read at every poll, around now: what changes, mostly changes here (API 0.4). */
const NEAR = { before: 2 * DAY, after: 14 * DAY } as const
/** After so long the whole window is read again. */
const WHOLE_EVERY = 6 * HOUR

/**
 * One reading of a calendar: a stretch told whole, because Graph's own account of changes leaves out what we need (API 0.4). `whole`: it
 * is the whole window; `at`: when it was begun, epoch ms.
 */
export type Reading = { readonly whole: boolean; readonly at: number }

/** When the whole window was last read, as a cursor keeps it; null for what is no cursor of ours. */
const wholeAt = (cursor: string): number | null => {
  const at = /^whole (\d{1,16})$/.exec(cursor)?.[1]
  return at === undefined ? null : Number(at)
}

/** The reading to begin now; null when the cursor says nothing. */
export const beginReading = (cursor: string | null, now: number): Reading | null => {
  if (cursor === null) return { whole: true, at: now }
  const last = wholeAt(cursor)
  // A clock that was set back must not put the whole off for good.
  return last === null ? null : { whole: now - last >= WHOLE_EVERY || now < last, at: now }
}

/** The stretch a reading tells. */
export const stretchOf = ({ whole, at }: Reading, { window }: PageRequest): Interval =>
  whole ? window : { start: at - NEAR.before, end: at + NEAR.after }

/** The cursor after it. A near one leaves it as it was, so that a poll without news changes nothing. */
export const cursorAfter = ({ whole, at }: Reading, { cursor }: PageRequest): string | null =>
  whole ? `whole ${at}` : cursor

/** The next page of a reading, as `Page.nextPage` carries it. */
export const pageToken = ({ whole, at }: Reading, link: string): string =>
  `${whole ? 'whole' : 'near'} ${at} ${link}`

/** The reading and address in a page token; null for what is none of ours, or leads elsewhere. */
export const readPageToken = (token: string): { readonly reading: Reading; readonly link: string } | null => {
  const [, which, at, link = ''] = /^(whole|near) (\d{1,16}) (\S+)$/.exec(token) ?? []
  if (which === undefined || !isGraphLink(link)) return null
  return { reading: { whole: which === 'whole', at: Number(at) }, link }
}
