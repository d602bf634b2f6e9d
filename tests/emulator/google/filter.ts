import type { Occurrence } from './occurrence.ts'
import type { Params } from './params.ts'

const hasProps = (props: Readonly<Record<string, string>> | undefined, wanted: readonly string[]): boolean =>
  wanted.every((one) => {
    const cut = one.indexOf('=')
    return props?.[one.slice(0, cut)] === one.slice(cut + 1)
  })

const holdsText = ({ fields }: Occurrence, text: string): boolean => {
  const guests = (fields.attendees ?? []).flatMap(({ email, displayName }) => [email, displayName])
  const where = [fields.summary, fields.description, fields.location, fields.organizer?.email, ...guests]
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.some((part) => part?.toLowerCase().includes(word)))
}

/** Whether an event meets the constraints of a listing. */
export const isWanted = (occurrence: Occurrence, params: Params): boolean => {
  const { fields } = occurrence
  const types = params.texts('eventTypes')
  const text = params.text('q')
  const uid = params.text('iCalUID')
  return (
    (types.length === 0 || types.includes(fields.eventType ?? 'default')) &&
    (uid === undefined || fields.iCalUID === uid) &&
    (text === undefined || holdsText(occurrence, text)) &&
    hasProps(fields.privateProps, params.texts('privateExtendedProperty')) &&
    hasProps(fields.sharedProps, params.texts('sharedExtendedProperty')) &&
    occurrence.updated >= (params.time('updatedMin') ?? Number.NEGATIVE_INFINITY)
  )
}
