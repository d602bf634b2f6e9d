import { calendarZone, isSeriesMaster } from './occurrence.ts'
import { slotsOf } from './series.ts'
import { eventsOn, type Fields, type State, type Stored } from './state.ts'
import { formatUtc, instantOf, stampOf, zoneOf } from './time.ts'

/** What "this and following" makes of a series: how the old one ends, and the new one. */
export type Split = {
  readonly ended: readonly string[]
  readonly next: { readonly id: string; readonly fields: Fields }
}

const onRule = (lines: readonly string[], change: (rule: string) => string): readonly string[] =>
  lines.map((line) => (line.startsWith('RRULE:') ? change(line) : line))

const stamp = (ms: number): string => stampOf({ dateTime: formatUtc(ms) })

const dayOf = (ms: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).dayOfWeek

/** The rule from the new start on: what is left of its count, and no weekday that the start no longer falls on. */
const continuedRule = (rule: string, used: number, sameDay: boolean): string => {
  const counted = rule.replace(
    /COUNT=(\d+)/,
    (_, count: string) => `COUNT=${Math.max(1, Number(count) - used)}`,
  )
  return sameDay ? counted : counted.replace(/;BYDAY=[A-Z]{2}(?=;|$)/, '')
}

/**
 * Plans the split of a series before one of its instances (epoch ms of its original start), the rest shifted by
 * `shiftMs`. The new series is named as Google's page names it, `<old id>_R<stamp>`, and has the old one's fields but
 * for private properties.
 */
export const splitAt = (
  state: State,
  calendarId: string,
  seriesId: string,
  from: number,
  shiftMs: number,
): Split => {
  const master: Stored | undefined = eventsOn(state, calendarId).get(seriesId)
  const { start, end, recurrence = [] } = master?.fields ?? {}
  if (!master || !start || !end || !isSeriesMaster(master))
    throw new Error(`${seriesId} is no series on ${calendarId}`)
  const zone = zoneOf(start, calendarZone(state, calendarId))
  const slots = [...slotsOf(master.fields, zone, state.settings.maxInstances)]
  const used = slots.filter(({ startMs }) => startMs < from).length
  const length = instantOf(end, zone) - instantOf(start, zone)
  const begin = from + shiftMs
  const id = `${seriesId.replace(/_R\d.*$/, '')}_R${stamp(from).replace('Z', '')}`
  const { privateProps: _private, ...fields } = master.fields
  return {
    ended: onRule(
      recurrence,
      (rule) => `${rule.replace(/;(?:UNTIL|COUNT)=[^;]*/g, '')};UNTIL=${stamp(from - 1000)}`,
    ),
    next: {
      id,
      fields: {
        ...fields,
        iCalUID: `${id}@google.com`,
        start: { dateTime: formatUtc(begin), timeZone: zone },
        end: { dateTime: formatUtc(begin + length), timeZone: zone },
        recurrence: onRule(recurrence, (rule) =>
          continuedRule(rule, used, dayOf(from, zone) === dayOf(begin, zone)),
        ),
      },
    },
  }
}
