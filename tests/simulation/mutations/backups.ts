import type { Mutation } from './mutation.ts'

/** Slips in putting a backup back, and in bringing the books up to a later version. */
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
  {
    name: 'an update that fails at a row is taken for done',
    file: 'store/bring-up.ts',
    from: '    abort(tx)\n',
    to: '',
  },
]
