import type { Shape } from '../shape.ts'

const list = (shape: Shape): Shape => ({ list: shape })
const fields = (shapes: Readonly<Record<string, Shape>>): Shape => ({ fields: shapes })
const oneOf = (...names: readonly string[]): Shape => ({ oneOf: names })
const TEXTS: Shape = { map: 'string' }

const time = fields({ date: 'string', dateTime: 'string', timeZone: 'string' })
const person = fields({ displayName: 'string', email: 'string', id: 'string', self: 'boolean' })
const reminder = fields({ method: oneOf('email', 'popup'), minutes: 'integer' })

const attendee = fields({
  additionalGuests: 'integer',
  comment: 'string',
  displayName: 'string',
  email: 'string',
  id: 'string',
  optional: 'boolean',
  organizer: 'boolean',
  resource: 'boolean',
  responseStatus: oneOf('needsAction', 'declined', 'tentative', 'accepted'),
  self: 'boolean',
})

const conferenceData = fields({
  conferenceId: 'string',
  conferenceSolution: fields({ iconUri: 'string', key: fields({ type: 'string' }), name: 'string' }),
  createRequest: fields({
    conferenceSolutionKey: fields({ type: 'string' }),
    requestId: 'string',
    status: fields({ statusCode: 'string' }),
  }),
  entryPoints: list(
    fields({
      accessCode: 'string',
      entryPointFeatures: list('string'),
      entryPointType: 'string',
      label: 'string',
      meetingCode: 'string',
      passcode: 'string',
      password: 'string',
      pin: 'string',
      regionCode: 'string',
      uri: 'string',
    }),
  ),
  notes: 'string',
  parameters: fields({ addOnParameters: fields({ parameters: TEXTS }) }),
  signature: 'string',
})

export const EVENT_TYPES = ['birthday', 'default', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation']
const autoDecline = oneOf(
  'declineNone',
  'declineAllConflictingInvitations',
  'declineOnlyNewConflictingInvitations',
)

/** The Event resource, from the type definitions of the official client. */
export const EVENT_SHAPE = {
  fields: {
    anyoneCanAddSelf: 'boolean',
    attachments: list(
      fields({
        fileId: 'string',
        fileUrl: 'string',
        iconLink: 'string',
        mimeType: 'string',
        title: 'string',
      }),
    ),
    attendees: list(attendee),
    attendeesOmitted: 'boolean',
    birthdayProperties: fields({ contact: 'string', customTypeName: 'string', type: 'string' }),
    colorId: 'string',
    conferenceData,
    created: 'string',
    creator: person,
    description: 'string',
    end: time,
    endTimeUnspecified: 'boolean',
    etag: 'string',
    eventLabelId: 'string',
    eventType: { oneOf: EVENT_TYPES },
    extendedProperties: fields({ private: TEXTS, shared: TEXTS }),
    focusTimeProperties: fields({
      autoDeclineMode: autoDecline,
      chatStatus: 'string',
      declineMessage: 'string',
    }),
    gadget: 'any',
    guestsCanInviteOthers: 'boolean',
    guestsCanModify: 'boolean',
    guestsCanSeeOtherGuests: 'boolean',
    hangoutLink: 'string',
    htmlLink: 'string',
    iCalUID: 'string',
    id: 'string',
    kind: oneOf('calendar#event'),
    location: 'string',
    locked: 'boolean',
    organizer: person,
    originalStartTime: time,
    outOfOfficeProperties: fields({ autoDeclineMode: autoDecline, declineMessage: 'string' }),
    privateCopy: 'boolean',
    recurrence: list('string'),
    recurringEventId: 'string',
    reminders: fields({ overrides: list(reminder), useDefault: 'boolean' }),
    sequence: 'integer',
    source: fields({ title: 'string', url: 'string' }),
    start: time,
    status: oneOf('confirmed', 'tentative', 'cancelled'),
    summary: 'string',
    transparency: oneOf('opaque', 'transparent'),
    updated: 'string',
    visibility: oneOf('default', 'public', 'private', 'confidential'),
    workingLocationProperties: fields({
      customLocation: fields({ label: 'string' }),
      homeOffice: 'any',
      officeLocation: fields({
        buildingId: 'string',
        deskId: 'string',
        floorId: 'string',
        floorSectionId: 'string',
        label: 'string',
      }),
      type: oneOf('homeOffice', 'officeLocation', 'customLocation'),
    }),
  },
} as const satisfies Shape

/** A page of events. */
export const EVENTS_SHAPE: Shape = fields({
  accessRole: 'string',
  defaultReminders: list(reminder),
  description: 'string',
  etag: 'string',
  items: list(EVENT_SHAPE),
  kind: 'string',
  nextPageToken: 'string',
  nextSyncToken: 'string',
  summary: 'string',
  timeZone: 'string',
  updated: 'string',
})

const CONFERENCE_PROPERTIES = fields({ allowedConferenceSolutionTypes: list('string') })

/** A line of the calendar list, and a page of them. */
export const LIST_ENTRY_SHAPE: Shape = fields({
  accessRole: 'string',
  autoAcceptInvitations: 'boolean',
  backgroundColor: 'string',
  colorId: 'string',
  conferenceProperties: CONFERENCE_PROPERTIES,
  dataOwner: 'string',
  defaultReminders: list(reminder),
  deleted: 'boolean',
  description: 'string',
  etag: 'string',
  foregroundColor: 'string',
  hidden: 'boolean',
  id: 'string',
  kind: 'string',
  location: 'string',
  notificationSettings: fields({ notifications: list(fields({ method: 'string', type: 'string' })) }),
  primary: 'boolean',
  selected: 'boolean',
  summary: 'string',
  summaryOverride: 'string',
  timeZone: 'string',
})
export const CALENDAR_LIST_SHAPE: Shape = fields({
  etag: 'string',
  items: list(LIST_ENTRY_SHAPE),
  kind: 'string',
  nextPageToken: 'string',
  nextSyncToken: 'string',
})

export const CALENDAR_SHAPE: Shape = fields({
  autoAcceptInvitations: 'boolean',
  conferenceProperties: CONFERENCE_PROPERTIES,
  dataOwner: 'string',
  description: 'string',
  etag: 'string',
  id: 'string',
  kind: 'string',
  labelProperties: fields({ eventLabels: list('any') }),
  location: 'string',
  summary: 'string',
  timeZone: 'string',
})

const PROBLEM = fields({ domain: 'string', reason: 'string' })
export const FREE_BUSY_REQUEST_SHAPE: Shape = fields({
  calendarExpansionMax: 'integer',
  groupExpansionMax: 'integer',
  items: list(fields({ id: 'string' })),
  timeMax: 'string',
  timeMin: 'string',
  timeZone: 'string',
})
export const FREE_BUSY_SHAPE: Shape = fields({
  calendars: {
    map: fields({ busy: list(fields({ end: 'string', start: 'string' })), errors: list(PROBLEM) }),
  },
  groups: 'any',
  kind: 'string',
  timeMax: 'string',
  timeMin: 'string',
})

export const COLORS_SHAPE: Shape = fields({
  calendar: 'any',
  event: 'any',
  kind: 'string',
  updated: 'string',
})
