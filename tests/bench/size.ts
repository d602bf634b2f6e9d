import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { outDir } from '../build.ts'
import type { Figure } from './figure.ts'

type Measured = { readonly name: string; readonly size: number; readonly sizeLimit: number }

/** What size-limit says of the build just measured. It keeps the budgets (`.size-limit.ts`); here they only join the table. */
export const sizeFigures = (): readonly Figure[] => {
  // Over budget it exits with an error and says the sizes all the same.
  const { stdout, stderr } = spawnSync('size-limit', ['--json'], {
    cwd: resolve(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, AFTERWARD_OUT_DIR: outDir },
    // npm's launchers are .cmd files there.
    shell: process.platform === 'win32',
  })
  if (!stdout?.startsWith('[')) throw new Error(`size-limit measured nothing: ${stderr || stdout}`)
  return (JSON.parse(stdout) as readonly Measured[]).map(({ name, size, sizeLimit }) => ({
    name: `${name}: JavaScript with its shared chunks`,
    unit: 'kB gz',
    ours: size / 1000,
    limit: sizeLimit / 1000,
    budget: 1,
  }))
}
