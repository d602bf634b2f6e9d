import type { Shape } from '../shape.ts'

const list = (shape: Shape): Shape => ({ list: shape })
const fields = (shapes: Readonly<Record<string, Shape>>): Shape => ({ fields: shapes })
const oneOf = (...names: readonly string[]): Shape => ({ oneOf: names })

const time = fields({ dateTime: 'string', timeZone: 'string' })
const emailAddress = fields({ address: 'string', name: 'string' })
const body = fields({ contentType: oneOf('text', 'html', 'Text', 'HTML'), content: 'string' })
const location = fields({
  '@odata.type': 'string',
  address: 'any',
  coordinates: 'any',
  displayName: 'string',
  locationEmailAddress: 'string',
  locationType: 'string',
  locationUri: 'string',
  uniqueId: 'string',
  uniqueIdType: 'string',
})

const attendee = fields({
  emailAddress,
  proposedNewTime: fields({ start: time, end: time }),
  status: fields({ response: 'string', time: 'string' }),
  type: oneOf('required', 'optional', 'resource'),
})

const recurrence = fields({
  pattern: fields({
    dayOfMonth: 'integer',
    daysOfWeek: list('string'),
    firstDayOfWeek: 'string',
    index: oneOf('first', 'second', 'third', 'fourth', 'last'),
    interval: 'integer',
    month: 'integer',
    type: oneOf('daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'),
  }),
  range: fields({
    endDate: 'string',
    numberOfOccurrences: 'integer',
    recurrenceTimeZone: 'string',
    startDate: 'string',
    type: oneOf('endDate', 'noEnd', 'numbered'),
  }),
})

const property = fields({ id: 'string', value: 'string' })

/** The fields of an event a client may write; the rest is the server's, and a client of ours sends none of it. */
const WRITABLE: Readonly<Record<string, Shape>> = {
  allowNewTimeProposals: 'boolean',
  attendees: list(attendee),
  body,
  categories: list('string'),
  end: time,
  hideAttendees: 'boolean',
  importance: oneOf('low', 'normal', 'high'),
  isAllDay: 'boolean',
  isOnlineMeeting: 'boolean',
  isReminderOn: 'boolean',
  location,
  onlineMeetingProvider: oneOf('unknown', 'skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness'),
  recurrence,
  reminderMinutesBeforeStart: 'integer',
  responseRequested: 'boolean',
  sensitivity: oneOf('normal', 'personal', 'private', 'confidential'),
  showAs: oneOf('unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere'),
  singleValueExtendedProperties: list(property),
  start: time,
  subject: 'string',
}

export const CHANGE_SHAPE: Shape = fields(WRITABLE)
/** `transactionId` is set once, at creation (API B). */
export const CREATE_SHAPE: Shape = fields({ ...WRITABLE, transactionId: 'string' })

const SERVERS = [
  'bodyPreview',
  'cancelledOccurrences',
  'changeKey',
  'createdDateTime',
  'hasAttachments',
  'iCalUId',
  'id',
  'isCancelled',
  'isDraft',
  'isOrganizer',
  'lastModifiedDateTime',
  'locations',
  'onlineMeeting',
  'onlineMeetingUrl',
  'organizer',
  'originalEndTimeZone',
  'originalStart',
  'originalStartTimeZone',
  'responseStatus',
  'seriesMasterId',
  'transactionId',
  'type',
  'webLink',
]

/** Every property of an event that `$select` can name. */
export const EVENT_PROPERTIES: ReadonlySet<string> = new Set([
  ...Object.keys(WRITABLE).filter((name) => name !== 'singleValueExtendedProperties'),
  ...SERVERS,
])

export const CALENDAR_PROPERTIES: ReadonlySet<string> = new Set([
  'allowedOnlineMeetingProviders',
  'canEdit',
  'canShare',
  'canViewPrivateItems',
  'changeKey',
  'color',
  'defaultOnlineMeetingProvider',
  'hexColor',
  'id',
  'isDefaultCalendar',
  'isRemovable',
  'isTallyingResponses',
  'name',
  'owner',
])

export const USER_PROPERTIES: ReadonlySet<string> = new Set([
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
])

const comment: Shape = 'string'
export const CANCEL_SHAPE: Shape = fields({ comment, Comment: comment })
export const ACCEPT_SHAPE: Shape = fields({ comment, sendResponse: 'boolean' })
export const PROPOSING_SHAPE: Shape = fields({
  comment,
  proposedNewTime: fields({ start: time, end: time }),
  sendResponse: 'boolean',
})

export const CATEGORY_SHAPE: Shape = fields({
  color: oneOf('none', ...Array.from({ length: 25 }, (_, index) => `preset${index}`)),
  displayName: 'string',
})

export const SCHEDULE_SHAPE: Shape = fields({
  availabilityViewInterval: 'integer',
  endTime: time,
  schedules: list('string'),
  startTime: time,
})

export const BATCH_SHAPE: Shape = fields({
  requests: list(
    fields({
      body: 'any',
      dependsOn: list('string'),
      headers: { map: 'string' },
      id: 'string',
      method: oneOf('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
      url: 'string',
    }),
  ),
})
