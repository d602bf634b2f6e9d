import type { Mutation } from './mutation.ts'

/** Slips in asking and in offering times. */
export const askingMutations: readonly Mutation[] = [
  {
    name: 'no question is ever put',
    file: 'core/due.ts',
    from: 'return { ask: ready.map(({ session }) => session), wakeAt: later',
    to: 'return { ask: [], wakeAt: later',
  },
  {
    name: 'a question is noted as put, and no window opens',
    file: 'flow/ask.ts',
    from: '  if (!(await usual())) await other()\n',
    to: '',
  },
  {
    name: 'a question that was passed over never comes back',
    file: 'core/due.ts',
    from: 'if (askedAt !== null) return nextWallTime(',
    to: 'if (askedAt !== null) return null\n  if (askedAt === 0) return nextWallTime(',
  },
  {
    name: 'a question that was put off never comes back',
    file: 'core/due.ts',
    from: 'return Math.max(ready, notBefore)',
    to: 'return null',
  },
  {
    name: 'the badge leaves out what was asked about',
    file: 'core/due.ts',
    from: 'const waiting = open.filter((session) => isWaiting(',
    to: 'const waiting = open.filter((session) => session.askedAt === null && isWaiting(',
  },
  {
    name: 'a question comes half an hour before the session',
    file: 'core/due.ts',
    from: 'const ready = session.end + ask.graceMinutes * MINUTE',
    to: 'const ready = session.start - 30 * MINUTE',
  },
  {
    name: 'a question comes the moment the session ends',
    file: 'core/due.ts',
    from: 'const ready = session.end + ask.graceMinutes * MINUTE',
    to: 'const ready = session.end',
  },
  {
    name: 'a question comes behind a locked screen',
    file: 'core/due.ts',
    from: "  if (rules.locked) return { why: 'locked', until: null }\n",
    to: '',
  },
  {
    name: 'a question that was asked is not noted',
    file: 'flow/ask.ts',
    from: '[session.key, { ...session, askedAt: now }]',
    to: '[session.key, session]',
  },
  {
    name: 'a proposal’s id does not come from its intent',
    file: 'flow/propose.ts',
    from: 'proposalSource(after, intent.intentId)',
    to: 'proposalSource(after, deps.ids.next())',
  },
  {
    name: 'a new offer leaves the earlier one standing',
    file: 'flow/propose.ts',
    from: "for (const proposal of earlier) await endProposal(tx, proposal, 'withdrawn', now)",
    to: 'for (const proposal of earlier) await tx.proposals.get(proposal.id)',
  },
  {
    name: 'the other holds stay when one is chosen',
    file: 'flow/choose.ts',
    from: '  await removeHolds(tx, proposal, event.id, now)\n',
    to: '',
  },
  {
    name: 'holds of an offer that no browser knows are left to somebody else',
    file: 'flow/tick.ts',
    from: '  await takeForsaken(deps)\n',
    to: '',
  },
  {
    name: 'an offer never ends by itself',
    file: 'flow/expire.ts',
    from: 'const isOver = isPast ||',
    to: 'const isOver = (isPast && proposal.slots.length === 0) ||',
  },
  {
    name: 'a make-up uninvites who was there',
    file: 'core/plan.ts',
    from: 'attendees: [...kept, ...added]',
    to: 'attendees: added',
  },
  {
    name: 'a make-up takes the title that the coach gave the hold',
    file: 'core/offered-event.ts',
    from: "  title !== HOLD_TITLE && title !== ''\n",
    to: "  title !== HOLD_TITLE && title !== '' && title === HOLD_TITLE\n",
  },
  {
    name: 'a hold that the coach named or shared is deleted as ours',
    file: 'core/plan.ts',
    from: 'if (isTheirs(operation, event)) return unmark(operation.expects, event.marks)',
    to: 'if (isTheirs(operation, event) && event.status === "cancelled") return unmark(operation.expects, event.marks)',
  },
  {
    name: 'a hold goes on under the id it was drafted with',
    file: 'flow/settle.ts',
    from: 'if (eventId === known) return',
    to: 'if (eventId !== "") return',
  },
  {
    name: 'a hold that may have got there unheard is left when its offer ends',
    file: 'flow/holds.ts',
    from: '  return isOut ? {',
    to: "  return isOut && insert.state !== 'queued' ? {",
  },
  {
    name: 'withdrawing leaves the holds',
    file: 'flow/holds.ts',
    from: '    if (isNever || (!isKept(slot) && draft === undefined)) continue\n',
    to: '    if (isKept(slot) || draft === undefined) continue\n',
  },
  {
    name: 'an invitation goes out at once',
    file: 'flow/propose.ts',
    from: '    ...(goesOutAt === null ? {} : { notBefore: goesOutAt }),\n',
    to: '',
  },
  {
    name: 'an offered time is not looked at again before it is written',
    file: 'flow/fresh.ts',
    from: 'if (now - createdAt < FRESH) return null',
    to: 'if (createdAt > 0) return null',
  },
  {
    name: 'more times are held than the coach allows',
    file: 'flow/propose.ts',
    from: 'others.length + slots.length > settings.reschedule.maxHeld ?',
    to: 'others.length + slots.length > settings.reschedule.maxHeld * 9 ?',
  },
]
