import { MAX_VALUE } from './annotation-value.ts'
import type { Head } from './answer.ts'

const LINE = /^([0-9a-f]{10}|_)=(open|off|proposed:[\w-]{1,64}|booked:[^\n]{1,512})$/

/** Each participant's line of the queue mark; lines of another shape are left out. */
export const readQueue = (value: unknown): ReadonlyMap<string, string> => {
  const lines = new Map<string, string>()
  if (typeof value !== 'string') return lines
  for (const line of value.split('\n')) {
    const [, participant, state] = LINE.exec(line) ?? []
    if (participant !== undefined && state !== undefined) lines.set(participant, state)
  }
  return lines
}

/** The queue mark with these lines, whole lines only and within Google's limit; null (take it away) when there are none. */
export const writeQueue = (lines: ReadonlyMap<string, string>): string | null => {
  let value = ''
  for (const [participant, state] of [...lines].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const longer = `${value}${value === '' ? '' : '\n'}${participant}=${state}`
    if (longer.length <= MAX_VALUE) value = longer
  }
  return value === '' ? null : value
}

/**
 * The queue mark after a write that knows only its own participants: their lines replace theirs, `<participant>=` removes one,
 * everyone else's stay (a group session shares the mark).
 */
export const mergeQueue = (there: string | undefined, own: string): string | null => {
  const lines = new Map([...readQueue(there), ...readQueue(own)])
  for (const line of own.split('\n')) if (line.endsWith('=')) lines.delete(line.slice(0, -1))
  return writeQueue(lines)
}

/** The queue mark after a participant's answer: in when it sends the session back, keeping how far it got; else out. */
export const queueAfter = (there: string | undefined, participant: string, used: Head): string | null => {
  const lines = new Map(readQueue(there))
  if (!used.reschedule) lines.delete(participant)
  else if (!lines.has(participant)) lines.set(participant, 'open')
  return writeQueue(lines)
}
