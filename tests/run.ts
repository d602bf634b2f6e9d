import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { builtExtension, outDir } from './build.ts'

/**
 * `npm test`: everything, one step after another, on after a failure. A step that runs tests counts its tests; any other
 * counts as one. The last line is the sum, and the exit code says whether all of it passed.
 */
type Step = {
  readonly name: string
  readonly command: readonly string[]
  readonly project?: readonly string[]
}
type Count = { readonly passed: number; readonly failed: number }
type Row = Count & { readonly name: string; readonly seconds: number }

const root = resolve(import.meta.dirname, '..')
const reports = resolve(root, '.artifacts/reports')

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'unused', command: ['knip'] },
  { name: 'build', command: ['node', 'tests/build.ts'] },
  { name: 'size', command: ['size-limit'] },
  {
    name: 'add-on lint',
    command: ['web-ext', 'lint', '--no-config-discovery', '--source-dir', builtExtension('firefox')],
  },
  { name: 'unit', command: ['vitest', 'run'], project: ['unit', 'components'] },
  { name: 'end to end', command: ['vitest', 'run'], project: ['e2e'] },
]

const slug = (name: string): string => name.replaceAll(' ', '-')

/** What Vitest wrote down; null when it ended before it could. */
const readReport = (path: string): Count | null => {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    // None is skipped on purpose: one that did not run fell with the set-up of its file.
    return { passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests }
  } catch {
    return null
  }
}

/** A run that failed without a failed test (a file that did not load, an error outside any test) is a failure too. */
const countTests = (report: Count | null, exitedWell: boolean): Count => {
  if (!report) return { passed: 0, failed: 1 }
  const blamed = report.failed > 0 || (exitedWell && report.passed > 0)
  return blamed ? report : { passed: report.passed, failed: 1 }
}

const run = (step: Step): Row => {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 70 - step.name.length))}`)
  const started = performance.now()
  const report = resolve(reports, `${slug(step.name)}.json`)
  rmSync(report, { force: true })
  const [command = '', ...args] = step.command
  const reporting = step.project
    ? [
        ...step.project.flatMap((name) => ['--project', name]),
        `--reporter=${process.stdout.isTTY ? 'default' : 'dot'}`,
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]
    : []
  const { status, error } = spawnSync(command, [...args, ...reporting], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      AFTERWARD_OUT_DIR: outDir,
      SIMULATION_SECONDS: '120',
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }),
    },
    timeout: 30 * 60_000,
    // npm's launchers are .cmd files there.
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${step.name} did not run: ${error.message}`)
  const well = status === 0
  const count = step.project
    ? countTests(readReport(report), well)
    : { passed: well ? 1 : 0, failed: well ? 0 : 1 }
  return { name: step.name, ...count, seconds: (performance.now() - started) / 1000 }
}

const print = (rows: readonly Row[]): void => {
  console.log(`\n${'step'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(10)}`)
  for (const { name, passed, failed, seconds } of rows)
    console.log(
      `${name.padEnd(14)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(10)}`,
    )
}

if (typeof Temporal === 'undefined')
  throw new Error(
    'Afterward needs Node 26 or newer. On Linux x64/arm64, Intel Macs and Windows "npm ci" brings it; elsewhere install it.',
  )

mkdirSync(reports, { recursive: true })
const rows = steps.map(run)
print(rows)
const sum = (key: keyof Count): number => rows.reduce((total, row) => total + row[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
