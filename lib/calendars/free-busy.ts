import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Interval } from '../core/time.ts'
import type { Busy } from '../ports.ts'
import { slicesOf, stretchesOf } from './span.ts'

/** What a service told of one calendar or person: stretches; `unknown`, nothing; null, something that cannot be read. */
export type Told = readonly Interval[] | 'unknown' | null

/** How much one request may ask for: calendars, and ms. */
type Limits = { readonly most: number; readonly longest: number }

/** Busy stretches of many, asked for by as many requests as the service's limits make of it. Who is unknown once is unknown. */
export const collectBusy = async (
  ids: readonly string[],
  window: Interval,
  { most, longest }: Limits,
  ask: (ids: readonly string[], stretch: Interval) => Promise<Result<(id: string) => Told, Failure>>,
): Promise<Result<Busy, Failure>> => {
  const found = new Map<string, Interval[]>(ids.map((id) => [id, []]))
  const unknown = new Set<string>()
  for (const stretch of stretchesOf(window, longest)) {
    for (const some of slicesOf(ids, most)) {
      const told = await ask(some, stretch)
      if (!told.ok) return told
      for (const id of some) {
        const busy = told.value(id)
        if (busy === null) return err({ type: 'malformed', detail: 'busy: a time that is none' })
        if (busy === 'unknown') unknown.add(id)
        else found.get(id)?.push(...busy)
      }
    }
  }
  for (const id of unknown) found.delete(id)
  return ok({ busyByCalendar: found, unknown: [...unknown] })
}
