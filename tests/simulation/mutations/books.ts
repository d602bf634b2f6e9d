import type { Mutation } from './mutation.ts'

/** Slips in answering, booking and merging. */
export const bookMutations: readonly Mutation[] = [
  {
    name: 'an intent is applied outside of a transaction',
    file: 'store/store.ts',
    from: "      const result = await run('readwrite', names, work)\n",
    to: `      const call = (name, verb) => (...given) => run('readwrite', [name], (tx) => tx[name][verb](...given))
      const table = (name) => new Proxy({}, { get: (_, verb) => call(name, verb) })
      const result = await work(Object.fromEntries(names.map((name) => [name, table(name)])) as never)
`,
  },
  {
    name: 'a change of mind is booked without taking the first entry back',
    file: 'core/ledger.ts',
    from: '  const undone = live.filter(',
    to: '  const undone = live.slice(live.length).filter(',
  },
  {
    name: 'an answer is booked again each time the books are looked at',
    file: 'core/ledger.ts',
    from: 'if (wanted === null || live.some((entry) => entry.answerId === wanted.id)) return undone',
    to: 'if (wanted === null) return undone',
  },
  {
    name: 'an answer that comes into force again takes its old entry’s id',
    file: 'core/ledger.ts',
    from: 'return before === 0 ? id : `${id}|${before + 1}`',
    to: 'return before < 0 ? id : id',
  },
  {
    name: 'what browsers disagree about is counted',
    file: 'core/answer.ts',
    from: 'const mild = heads.filter((head) => !head.counts)',
    to: 'const mild = heads.filter((head) => head.counts)',
  },
  {
    name: 'a no-show of a paid client is free',
    file: 'core/policy-default.ts',
    from: "'paid/client-no-show': { mark: 'didnt-occur', counts: true,",
    to: "'paid/client-no-show': { mark: 'didnt-occur', counts: false,",
  },
  {
    name: 'what an answer replaces stays in force',
    file: 'flow/answer.ts',
    from: '.map((each) => ({ ...each, inForce: false })),',
    to: '.map((each) => ({ ...each, inForce: true })),',
  },
  {
    name: 'a later answer forgets what it replaces',
    file: 'flow/answer.ts',
    from: 'base: inForce.map((other) => other.id),',
    to: 'base: [],',
  },
  {
    name: 'an undo forgets what it takes back',
    file: 'flow/undo.ts',
    from: 'base: inForce.map((answer) => answer.id),',
    to: 'base: [],',
  },
  {
    name: 'sent back, and not put into the queue',
    file: 'flow/books.ts',
    from: 'if (used !== null) await keepQueue(tx, used, subject, now)',
    to: 'if (used === undefined) await keepQueue(tx, used, subject, now)',
  },
  {
    name: 'an answer takes the place of whatever stands on the event',
    file: 'core/merge.ts',
    from: 'if (ids.size === seen.size && [...ids].every((id) => seen.has(id))) {',
    to: 'if (ids.size >= 0 || seen.size > 0) {',
  },
  {
    name: 'an answer stands beside what it replaces',
    file: 'core/merge.ts',
    from: 'if (ids.size === seen.size && [...ids].every((id) => seen.has(id))) {',
    to: 'if (ids.size === 0 && seen.size === 0) {',
  },
  {
    name: 'what is pulled hides what was not yet written',
    file: 'core/adoption.ts',
    from: 'const replaced = absent.filter((answer) => answer.published)',
    to: 'const replaced = absent.filter(() => true)',
  },
  {
    name: 'what is pulled brings back what was replaced here',
    file: 'core/adoption.ts',
    from: 'const inForce = !superseded.has(head.id)',
    to: 'const inForce = superseded.size >= 0',
  },
  {
    name: 'sessions that rules bring about do not look at what the calendar carries',
    file: 'flow/reevaluate.ts',
    from: "session.standing === 'aside' ? session : await adoptSettled(",
    to: "session.standing !== 'none' ? session : await adoptSettled(",
  },
  {
    name: 'an answer for which there was no room holds on here',
    file: 'flow/settle.ts',
    from: '  await notePublished(tx, write.operation.head.id)\n',
    to: '  if (write.id === write.lane) await notePublished(tx, write.operation.head.id)\n',
  },
  {
    name: 'what was given up may not have got there unheard',
    file: 'core/outbox.ts',
    from: 'const latest = perhaps.findLast(({ id }) => isThere(id))',
    to: 'const latest = perhaps.findLast(({ id }) => isThere(id) && there.length === 0)',
    edition: 4,
  },
  {
    name: 'an answer does not settle who was in the session',
    file: 'core/reconcile.ts',
    from: 'if (was.some(({ outcome }) => outcome !== null) || (people.length === 0 && was.length > 0)) return again',
    to: 'if (people.length === 0 && was.length > 0) return again',
  },
]
