import type { Mutation } from './mutation.ts'

/** Slips in putting a backup back. */
export const backupMutations: readonly Mutation[] = [
  {
    name: 'what a backup was still to write goes out by itself',
    file: 'flow/restore.ts',
    from: "{ ...write, state: 'paused' }",
    to: 'write',
  },
  {
    name: 'a restored browser goes by the name of the one that was saved',
    file: 'flow/restore.ts',
    from: 'value: { ...row.value, device }',
    to: 'value: row.value',
  },
  {
    name: 'what was there stays beside what is restored',
    file: 'flow/restore.ts',
    from: '        await table.removeMany(before.map(keyOf))\n',
    to: '',
  },
]
