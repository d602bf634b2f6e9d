import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** Quick to find, and told apart by half its name from every other slip. */
const SLIP = 'sent back, and not'

type Ended = { readonly code: number | null; readonly said: string }

/** What `npm run simulate` says and how it ends, in a folder of its own. `isEnough`: it is stopped once it has said that. */
const simulate = (
  folder: string,
  args: readonly string[],
  isEnough: (said: string) => boolean = () => false,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder })
    let said = ''
    const hear = (words: Buffer): void => {
      said += String(words)
      if (isEnough(said)) child.kill('SIGKILL')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The summary, but for how long it took. */
const summaryIn = ({ said }: Ended): string => {
  const at = said.search(/^\d+ seeds from /m)
  return at < 0 ? '' : said.slice(at).replace(/(?<=tasks, )\d+ s/, '? s')
}

const SEEDS = ['--seeds', '12', '--from', '40']

it('a run that was stopped is gone on with, and ends as one that was not', async () => {
  const folder = newFolder()
  const whole = simulate(newFolder(), SEEDS)
  const stopped = await simulate(folder, SEEDS, (said) => said.includes('1/12 seeds'))
  expect(stopped.code).toBeNull()
  expect(summaryIn(stopped)).toBe('')
  const gone = await simulate(folder, [...SEEDS, '--resume'])
  expect(summaryIn(gone)).toContain('12 seeds from 40, ')
  expect(summaryIn(gone)).toBe(summaryIn(await whole))
  expect(gone.code).toBe((await whole).code)
})

it('the slips that are named are tried, and it is told which was noticed and by what', async () => {
  const { code, said } = await simulate(newFolder(), ['--mutations', '--seeds', '8', SLIP])
  expect(said).toMatch(/^caught +\d seeds {2}queue +sent back, and not put into the queue$/m)
  expect(said).toMatch(/^clean +8 seeds +nothing: the product as it is$/m)
  expect(said).toContain('1 of 1 mutations caught')
  expect(code).toBe(0)
})

it('a slip that is not noticed within the seeds is told, and so is a name that no slip has', async () => {
  const [missed, unknown] = await Promise.all([
    simulate(newFolder(), ['--mutations', '--seeds', '0', SLIP]),
    simulate(newFolder(), ['--mutations', 'no such slip']),
  ])
  expect(missed.said).toMatch(/^MISSED +0 seeds/m)
  expect(missed.code).toBe(1)
  expect(unknown.said).toContain('No slip\'s name holds "no such slip"')
  expect(unknown.code).toBe(1)
})
