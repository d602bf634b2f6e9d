import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: string
    }[]
  }[]
}

const CALENDARS = ['Google', 'Outlook', 'Practice'] as const
const SUITE = ' keeps the contract of a calendar'
const SIGNS: Readonly<Record<string, string>> = { passed: '✓', failed: '✗' }

/** What became of each case of the contract, by calendar. */
const casesIn = (report: Report): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const cases = new Map<string, Map<string, string>>()
  for (const { ancestorTitles, title, status } of report.testResults.flatMap(
    (file) => file.assertionResults,
  )) {
    const suite = ancestorTitles.find((name) => name.endsWith(SUITE))
    if (suite === undefined) continue
    const row = cases.get(title) ?? new Map<string, string>()
    cases.set(title, row.set(suite.slice(0, -SUITE.length), SIGNS[status] ?? '?'))
  }
  return cases
}

const run = (): Report => {
  const folder = mkdtempSync(join(tmpdir(), 'afterward-contract-'))
  const file = join(folder, 'report.json')
  try {
    const reporter = ['--reporter=json', `--outputFile=${file}`]
    execFileSync(
      'npx',
      ['vitest', 'run', '--project', 'unit', 'tests/calendars', '-t', SUITE.trim(), ...reporter],
      {
        cwd: resolve(import.meta.dirname, '../..'),
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
  } catch {
    // A case that fails is in the report, and in the table.
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  return report
}

/** `npm run contract`: the suite that every calendar service passes, case by case. Fails when any does not. */
const cases = casesIn(run())
const isWhole = [...cases.values()].every((row) => CALENDARS.every((name) => row.get(name) === '✓'))
console.log(`\n${CALENDARS.join('  ')}\n`)
for (const [title, row] of cases)
  console.log(`${CALENDARS.map((name) => (row.get(name) ?? '–').padEnd(name.length + 1)).join(' ')} ${title}`)
console.log(isWhole ? `\nAll ${cases.size} cases, in all calendars` : '\nNot whole')
process.exitCode = isWhole && cases.size > 0 ? 0 : 1
