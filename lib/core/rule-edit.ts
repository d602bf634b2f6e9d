import { boolean, literal, maxLength, nullable, number, object, enum as oneOf, string, union } from 'zod/mini'

const text = (max: number) => string().check(maxLength(max))
const id = text(1024)

/** A recognition rule as a page sends it. */
export const ruleEdit = object({
  id,
  order: number(),
  include: boolean(),
  kind: nullable(oneOf(['paid', 'complimentary'])),
  match: union([
    object({ type: literal('calendar'), calendarKey: id }),
    object({ type: literal('title'), words: text(200) }),
    object({ type: literal('attendee'), addressOrDomain: text(320) }),
    object({ type: literal('organiser'), addressOrDomain: text(320) }),
    object({ type: literal('colour'), colour: text(40) }),
    object({ type: literal('category'), category: text(200) }),
    object({ type: literal('tool'), tool: oneOf(['calendly', 'acuity', 'cal.com', 'zoom-scheduler']) }),
    object({ type: literal('session'), sessionKey: id }),
    object({ type: literal('series'), uid: id }),
    object({ type: literal('anyone') }),
  ]),
})
