import type { Said } from '../../lib/core/answer.ts'
import type { Reason } from '../../lib/core/policy.ts'
import { zoned } from '../../lib/core/time.ts'
import { type Scheduled, startWhenTold } from '../../lib/core/told.ts'

/** What the coach has picked for one person and not yet confirmed; kept as a draft while the card stands (E34). */
export type Choice = {
  /** `absent`: did not come, and why is still to be said. */
  readonly what: 'came' | 'absent' | Reason | 'told-in-time' | 'moved' | null
  /** Text beside "Other", or why a courtesy make-up is given; stays on this machine. */
  readonly note: string
  readonly courtesy: boolean
  /** Wall time 'YYYY-MM-DDTHH:MM' at which the client told the coach; '' until it is said. */
  readonly toldAt: string
  /** Key of the session it was moved to; '' when that one is not in the calendar, null until it is said. */
  readonly movedTo: string | null
}

export const emptyChoice: Choice = { what: null, note: '', courtesy: false, toldAt: '', movedTo: null }

/** The wall time 'YYYY-MM-DDTHH:MM' of an instant (epoch ms), as a date and time field holds it. */
export const wallTime = (ms: number, zone: string): string =>
  zoned(ms, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The instant (epoch ms) of a field's wall time, or null when the field is empty or half filled. */
export const instantOf = (wall: string, zone: string): number | null => {
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null
  }
}

/** The coach's word that a choice amounts to, or null while something is still to be said. */
export const saidOf = (choice: Choice, scheduled: Scheduled, zone: string): Said | null => {
  switch (choice.what) {
    case null:
    case 'absent':
      return null
    case 'came':
      return { occurred: true }
    case 'moved':
      return choice.movedTo === null ? null : { moved: true, toSessionKey: choice.movedTo || null }
    case 'told-in-time': {
      const told = instantOf(choice.toldAt, zone)
      if (told === null) return null
      const noticeMs = startWhenTold(scheduled, told) - told
      // Told after the start is no notice at all; it is then one of the six reasons.
      return noticeMs <= 0 ? null : { canceledByClient: { noticeMs } }
    }
    default: {
      const note = choice.note.trim()
      const { what: reason } = choice
      return note ? { occurred: false, reason, note } : { occurred: false, reason }
    }
  }
}

/** What was kept of a card before it was closed. */
export type CardDraft = {
  readonly why: boolean
  readonly choices: Readonly<Record<string, Choice>>
}

/** Reads a draft back; anything that does not look like one (an older version's, say) is as good as none. */
export const readCardDraft = (value: unknown): CardDraft => {
  const draft = value as Partial<CardDraft> | null | undefined
  if (typeof draft?.choices !== 'object' || draft.choices === null) return { why: false, choices: {} }
  const choices = Object.entries(draft.choices).map(([id, choice]) => [id, { ...emptyChoice, ...choice }])
  return { why: draft.why === true, choices: Object.fromEntries(choices) }
}
