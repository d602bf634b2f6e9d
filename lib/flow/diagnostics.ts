import type { Diagnostic, Tx } from '../ports.ts'

/** So many are kept, the latest: enough to see what went wrong, and bounded whatever goes wrong how often. */
export const KEPT = 500

/** Keeps what went wrong, inside the caller's transaction; the oldest beyond `KEPT` go. */
export const keepDiagnostics = async (tx: Tx<'diagnostics'>, rows: readonly Diagnostic[]): Promise<void> => {
  await tx.diagnostics.putMany(rows.slice(-KEPT))
  const all = await tx.diagnostics.between('at', 0, Number.MAX_SAFE_INTEGER)
  await tx.diagnostics.removeMany(all.slice(0, Math.max(0, all.length - KEPT)).map(({ id }) => id))
}
