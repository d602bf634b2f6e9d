import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { outDir } from '../build.ts'
import type { Figure } from './figure.ts'

type Measured = { readonly name: string; readonly size: number; readonly sizeLimit: number }

/** What size-limit says of the build just measured. It keeps the budgets (`.size-limit.ts`); here they only join the table. */
export const sizeFigures = (): readonly Figure[] => {
  const root = resolve(import.meta.dirname, '../..')
  // It exits with an error when a budget is broken, but says the sizes all the same.
  const json = execFileSync('sh', ['-c', 'size-limit --json || true'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, AFTERWARD_OUT_DIR: outDir },
  })
  return (JSON.parse(json) as readonly Measured[]).map(({ name, size, sizeLimit }) => ({
    name: `${name}: JavaScript with its shared chunks`,
    unit: 'kB gz',
    ours: size / 1000,
    limit: sizeLimit / 1000,
    budget: 1,
  }))
}
