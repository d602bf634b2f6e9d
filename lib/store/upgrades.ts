import { asStored } from './found-by.ts'

/** How the rows of a table change on the way to a version; pure, so that every step can be tested on stored rows alone (E56). */
export type RowChanges = Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => unknown>>

/** What each version of the schema makes of the rows of the one before. */
export const upgrades: Readonly<Record<number, RowChanges>> = {
  2: {
    // Until then times were held for something in the queue, and nothing else.
    proposals: ({ queueId, ...row }) => ({ purpose: 'makeup', way: 'hold', ...row, after: queueId }),
  },
  // Found by whom they were with.
  5: { sessions: (row) => asStored('sessions', row) },
}
