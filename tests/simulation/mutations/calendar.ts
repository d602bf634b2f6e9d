import type { Mutation } from './mutation.ts'

/** Slips in reading and writing the calendar. */
export const calendarMutations: readonly Mutation[] = [
  {
    name: 'the cursor is saved before what came with it',
    file: 'flow/pull-calendar.ts',
    from: '  const { events, malformed, remarks, cursor: next } = listing\n',
    to: `  const { events, malformed, remarks, cursor: next } = listing
  await context.store.write(['calendars'], async (tx) => {
    const row = await tx.calendars.get(calendar.key)
    if (row !== undefined) await tx.calendars.put({ ...row, cursor: next })
  })
`,
  },
  {
    name: 'an expired cursor is not given up',
    file: 'flow/pull-calendar.ts',
    from: "failure?.type === 'cursor-expired' ? await pullChanges(context, pulling, null) : failure",
    to: 'failure',
  },
  {
    name: 'only the first page is read',
    file: 'flow/sync.ts',
    from: '    if (read.value.nextPage === null) {',
    to: '    if (read.value.nextPage === null || count === 0) {',
  },
  {
    name: 'an empty page means that all was deleted',
    file: 'flow/sync.ts',
    from: 'if (snapshotOf === null || events.length === 0 || malformed',
    to: 'if (snapshotOf === null || malformed',
  },
  {
    name: 'every echo is believed to be of the very event stored',
    file: 'flow/settle.ts',
    from: '    onlyOurs\n      ? {',
    to: '    onlyOurs || true\n      ? {',
  },
  {
    name: 'the echo of an answer is ignored',
    file: 'flow/settle.ts',
    from: 'const ours = await adopt(tx, session, [event.marks, ...others], now)',
    to: 'const ours = session',
  },
  {
    name: 'If-Match is left out',
    file: 'calendars/http.ts',
    from: "if (ifMatch) headers['if-match'] = ifMatch",
    to: '',
  },
  {
    name: 'what could not be read once is not read again',
    file: 'flow/pull-calendar.ts',
    from: '  const failure = await (malformed > 0\n',
    to: '  const failure = await (malformed < 0\n',
  },
  {
    name: 'an event that left the days around now is gone',
    file: 'flow/pull-calendar.ts',
    from: 'if (!isFull && (await isPuzzling(context, calendar, listed.value, window)))',
    to: 'if (window.end < 0 && !isFull && (await isPuzzling(context, calendar, listed.value, window)))',
  },
  {
    name: 'Outlook’s whole calendar is read only once',
    file: 'calendars/outlook/view.ts',
    from: 'whole: now - last >= WHOLE_EVERY || now < last',
    to: 'whole: now < last',
  },
  {
    name: 'a change to some of Outlook’s marks forgets the others',
    file: 'calendars/outlook/marks.ts',
    from: 'Object.entries({ ...marks, ...change }).filter(',
    to: 'Object.entries({ ...(marks === null ? marks : {}), ...change }).filter(',
  },
  {
    name: 'an event in Outlook has no id of our making',
    file: 'calendars/outlook/body.ts',
    from: '  transactionId: draft.id,\n',
    to: '',
  },
  {
    name: 'a plain 403 is tried again',
    file: 'core/failure.ts',
    from: "    case 'offline':\n    case 'malformed':\n",
    to: "    case 'offline':\n    case 'forbidden':\n    case 'malformed':\n",
  },
  {
    name: 'a lost answer is taken for a refusal',
    file: 'core/failure.ts',
    from: "    case 'offline':\n    case 'malformed':\n",
    to: "    case 'malformed':\n",
  },
  {
    name: 'a hold that is there already is not known as ours',
    file: 'flow/perform.ts',
    from: "if (made.error.type !== 'duplicate') return made",
    to: "if (made.error.type !== 'offline') return made",
  },
  {
    name: 'the writes of one event go in any order',
    file: 'flow/enqueue.ts',
    from: 'writeOf(next, last + 1, now)',
    to: 'writeOf(next, 1 - last, now)',
  },
  {
    name: 'a write that got through stays queued',
    file: 'flow/settle.ts',
    from: '    await tx.outbox.remove(write.id)\n',
    to: '',
  },
  {
    name: 'an event that changed is not read again',
    file: 'flow/perform.ts',
    from: '    event = undefined\n  }',
    to: '  }',
  },
]
