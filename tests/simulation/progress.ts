import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Told } from './worker.ts'

/** How far a long run is: written down now and then, so that it can be gone on with. */
export type Progress = {
  readonly from: number
  /** The next seed to be begun; every one before it was run, but for those in `open`. */
  next: number
  /** Seeds begun and not yet ended. */
  readonly open: number[]
  done: number
  tasks: number
  readonly failed: { readonly seed: number; readonly what: string }[]
  readonly counts: Record<string, number>
  /** The most that a worker still had in use after a collection, over each hundred seeds, MB: what a leak would raise. */
  readonly heapMb: number[]
  /** Functions of the flows, and whether any worker ran them. */
  readonly covered: Record<string, boolean>
}

export const newProgress = (from: number): Progress => ({
  from,
  next: from,
  open: [],
  done: 0,
  tasks: 0,
  failed: [],
  counts: {},
  heapMb: [],
  covered: {},
})

/** Takes over what a worker told. */
export const add = (progress: Progress, told: Told): void => {
  progress.done += 1
  progress.tasks += told.tasks
  progress.open.splice(progress.open.indexOf(told.seed), 1)
  for (const [what, count] of told.counts) progress.counts[what] = (progress.counts[what] ?? 0) + count
  const [first] = told.violations
  if (first !== undefined)
    progress.failed.push({ seed: told.seed, what: `${first.invariant}: ${first.detail}` })
  for (const [name, wasRun] of Object.entries(told.covered))
    progress.covered[name] = progress.covered[name] === true || wasRun
  if (told.heapBytes === null) return
  const hundred = Math.floor((progress.done - 1) / 100)
  const heap = Math.round(told.heapBytes / 2 ** 20)
  progress.heapMb[hundred] = Math.max(progress.heapMb[hundred] ?? heap, heap)
}

/** The next seed: one that a stopped run left open, else a new one; null when `seeds` are done. */
export const take = (progress: Progress, again: number[], seeds: number): number | null => {
  const left = again.shift()
  if (left === undefined && progress.next >= progress.from + seeds) return null
  const seed = left ?? progress.next
  if (left === undefined) progress.next += 1
  progress.open.push(seed)
  return seed
}

/** Writes down how far a run is; a run that is stopped meanwhile leaves what was written down before. */
export const save = (path: string, progress: Progress): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, JSON.stringify(progress))
  renameSync(`${path}.part`, path)
}

/** What a stopped run wrote down, or null. */
export const load = (path: string): Progress | null => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Progress
  } catch {
    return null
  }
}

const lines = (counts: Readonly<Record<string, number>>, prefix: string): string =>
  Object.entries(counts)
    .filter(([what]) => what.startsWith(prefix))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([what, count]) => `${what.slice(prefix.length)} ${count}`)
    .join(' · ')

const coverage = (covered: Readonly<Record<string, boolean>>): string => {
  const never = Object.keys(covered).filter((name) => covered[name] === false)
  const all = Object.keys(covered).length
  return `${all - never.length} of ${all} functions were run; never: ${never.sort().join(' · ')}`
}

/** The summary of a run, for people: the same in whatever order the seeds ended. */
export const summary = (
  { done, tasks, failed, counts, heapMb, covered, from }: Progress,
  seconds: number,
): string =>
  [
    `${done} seeds from ${from}, ${tasks} tasks, ${Math.round(seconds)} s, ${failed.length} with violations`,
    `steps     ${lines(counts, 'step ')}`,
    `faults    ${lines(counts, 'fault ')} · disk full ${counts['disk full'] ?? 0}`,
    `messages  ${lines(counts, 'message ')}`,
    `states    ${lines(counts, 'state ')}`,
    `writes    ${counts.write ?? 0} events changed · rounds: ${lines(counts, 'tick ')}`,
    `flows     ${coverage(covered)}`,
    `heap      ${heapMb.map((mb) => `${mb}`).join(' ')} MB in use after a collection, most of every hundred seeds`,
    ...failed
      .toSorted((a, b) => a.seed - b.seed)
      .map(({ seed, what }) => `  npm run simulate -- --seed ${seed}    ${what}`),
  ].join('\n')
