import type { Mutation } from './mutation.ts'

/** Slips in what a session is said to have moved to. */
export const movingMutations: readonly Mutation[] = [
  {
    name: 'what a session moved to does not stand for it',
    file: 'flow/moved.ts',
    from: 'await tx.sessions.put({ ...to, makeupOf, kind: to.kind ?? kind })',
    to: 'await tx.sessions.put({ ...to, kind: to.kind ?? kind })',
  },
  {
    name: 'what a session moved to stands for it after the coach said otherwise',
    file: 'flow/moved.ts',
    from: 'else if (replacesMove(holds, local))',
    to: 'else if (replacesMove(holds, local) && now < 0)',
  },
  {
    name: 'what a session moved to stands for it after that was taken back',
    file: 'flow/undo.ts',
    from: 'fresh.filter((answer) => replacesMove(answer, local))',
    to: 'fresh.filter((answer) => replacesMove(answer, local) && now < 0)',
  },
  {
    name: 'what one browser lets go stands for it in the others',
    file: 'core/reconcile.ts',
    from: '(isLetGo ? null : was?.makeupOf)',
    to: 'was?.makeupOf',
  },
  {
    name: 'a session that was put off keeps its answer',
    file: 'flow/say-moved.ts',
    from: 'participants: taken.value.map(({ id }) => id) })',
    to: 'participants: [] })',
  },
  {
    name: 'what is said to be moved still waits in the queue',
    file: 'flow/say-moved.ts',
    from: "state: 'booked', proposalId: null, makeupKey: sessionKey })",
    to: 'proposalId: null, makeupKey: sessionKey })',
  },
]
