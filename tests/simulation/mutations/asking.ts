import type { Mutation } from './mutation.ts'

/** Slips in asking and in offering times. */
export const askingMutations: readonly Mutation[] = [
  {
    name: 'a question that was asked is not noted',
    file: 'flow/ask.ts',
    from: '[session.key, { ...session, askedAt: now }]',
    to: '[session.key, session]',
  },
  {
    name: 'a proposal’s id does not come from its intent',
    file: 'flow/propose.ts',
    from: 'proposalSource(queueId, intent.intentId)',
    to: 'proposalSource(queueId, deps.ids.next())',
  },
  {
    name: 'a new offer leaves the earlier one standing',
    file: 'flow/propose.ts',
    from: "await endProposal(tx, earlier, 'withdrawn', now)",
    to: 'await tx.proposals.get(earlier.id)',
  },
  {
    name: 'the other holds stay when one is chosen',
    file: 'flow/choose.ts',
    from: '  await removeHolds(tx, proposal, hold.id, now)\n',
    to: '',
  },
  {
    name: 'an offer never ends by itself',
    file: 'flow/expire.ts',
    from: 'const isOver = proposal.expiresAt <= now ||',
    to: 'const isOver =',
  },
  {
    name: 'a make-up uninvites who was there',
    file: 'core/plan.ts',
    from: 'attendees: [...kept, ...added]',
    to: 'attendees: added',
  },
  {
    name: 'a make-up takes the title that the coach gave the hold',
    file: 'core/makeup.ts',
    from: '...(isNamed(hold) ? {} : { title: original.title }),',
    to: 'title: original.title,',
  },
  {
    name: 'withdrawing leaves the holds',
    file: 'flow/holds.ts',
    from: '    if (calendar === undefined || account === undefined || !isKept(slot)) continue\n',
    to: '    if (calendar !== undefined) continue\n    if (account === undefined || !isKept(slot)) continue\n',
  },
]
