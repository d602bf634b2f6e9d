import { expect, it } from 'vitest'
import { KEPT, keepDiagnostics } from '../../lib/flow/diagnostics.ts'
import { NOW } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'

it('keeps the latest of what went wrong, however often it does', async () => {
  const deps = await createTestDeps()
  const row = (index: number) => ({ id: `${index}`, at: NOW + index, what: 'tick', detail: '' })
  const keep = (rows: readonly ReturnType<typeof row>[]) =>
    deps.store.write(['diagnostics'], (tx) => keepDiagnostics(tx, rows))
  await keep(Array.from({ length: KEPT }, (_, index) => row(index)))
  await keep([row(KEPT)])
  await keep([row(KEPT)])
  const kept = await deps.db.diagnostics.between('at', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([KEPT, '1', `${KEPT}`])
})
