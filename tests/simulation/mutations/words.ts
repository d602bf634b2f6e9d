import type { Mutation } from './mutation.ts'

/** Slips in keeping what the coach writes. */
export const wordMutations: readonly Mutation[] = [
  {
    name: 'what was typed and left stays a draft',
    file: 'flow/tick.ts',
    from: '[keepTyped(deps)]',
    to: '[Promise.resolve()]',
  },
  {
    name: 'words typed while a note is on its way go with its draft',
    file: 'flow/note.ts',
    from: 'if (isOver || saysTheSame(draft.value, note)) await',
    to: 'await',
  },
  {
    name: 'a note is as old as its saving, and not as its words',
    file: 'flow/note.ts',
    from: 'Math.min(typedAt ?? now, now)',
    to: 'now',
  },
  {
    name: 'a draft that is made a note is not kept as one',
    file: 'flow/note.ts',
    from: "if (words === 'kept') await tx.drafts.remove(id)",
    to: "if (words === 'kept' || words.text !== '') await tx.drafts.remove(id)",
  },
  {
    name: 'words that arrive late take a newer note back',
    file: 'flow/note.ts',
    from: 'if (before !== undefined && updatedAt < before.updatedAt &&',
    to: 'if (before !== undefined && updatedAt < 0 &&',
  },
]
