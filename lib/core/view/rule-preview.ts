import type { Coach } from '../coach.ts'
import { fold } from '../coach.ts'
import { type Recognisable, type Recognition, type Rule, recogniser } from '../recognise.ts'

/** Events of one title, and what the rules say of them. */
export type PreviewGroup = {
  readonly title: string
  readonly events: number
  readonly coaching: boolean
  /** The rule that took them in, or why they stay out. */
  readonly by: string
  readonly lastStart: number
}

export type RulePreview = {
  /** Coaching first, then by how many. */
  readonly groups: readonly PreviewGroup[]
  readonly coaching: number
  readonly others: number
}

const reasonOf = (recognition: Recognition): string =>
  recognition.coaching ? recognition.by : recognition.why

/**
 * What these rules would make of stored events, by title, before they are saved (PRODUCT 3). Our own holds, and what never can be
 * a session (E24), are left out: no rule changes them.
 */
export const previewRules = (
  events: readonly (Recognisable & { readonly startMs: number })[],
  rules: readonly Rule[],
  coach: Coach,
): RulePreview => {
  const recognise = recogniser(rules, coach)
  const groups = new Map<string, PreviewGroup>()
  for (const event of events) {
    const recognition = recognise(event)
    const by = reasonOf(recognition)
    if (by === 'hold' || by === 'never') continue
    const key = `${recognition.coaching} ${fold(event.title)}`
    const before = groups.get(key)
    groups.set(key, {
      title: event.title,
      events: (before?.events ?? 0) + 1,
      coaching: recognition.coaching,
      by,
      lastStart: Math.max(before?.lastStart ?? 0, event.startMs),
    })
  }
  const all = [...groups.values()].sort(
    (a, b) =>
      Number(b.coaching) - Number(a.coaching) || b.events - a.events || a.title.localeCompare(b.title),
  )
  const count = (coaching: boolean): number =>
    all.filter((group) => group.coaching === coaching).reduce((sum, { events }) => sum + events, 0)
  return { groups: all, coaching: count(true), others: count(false) }
}
