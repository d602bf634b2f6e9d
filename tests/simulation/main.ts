import { parseArgs } from 'node:util'
import { runAll } from './crew.ts'
import { MUTATIONS } from './mutations/all.ts'
import { plant } from './mutations/plant.ts'
import { runMutations } from './mutations/run.ts'
import { add, load, newProgress, save, summary, take } from './progress.ts'

/** `npm run simulate`: see README.md. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    steps: { type: 'string' },
    edition: { type: 'string' },
    slip: { type: 'string' },
    mutations: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
  },
})

const PATH = '.artifacts/simulation.json'

const many = async (): Promise<boolean> => {
  const seeds = Number(values.seeds)
  const progress = (values.resume ? load(PATH) : null) ?? newProgress(Number(values.from))
  const again = progress.open.splice(0)
  const started = performance.now()
  const before = progress.done
  let said = Number.NEGATIVE_INFINITY
  await runAll(
    () => take(progress, again, seeds),
    (told) => {
      add(progress, told)
      const now = performance.now()
      if (now - said < 2000) return
      said = now
      save(PATH, progress)
      const each = (now - started) / (progress.done - before)
      const left = Math.round((each * (seeds - progress.done)) / 1000)
      const line = `${progress.done}/${seeds} seeds, ${progress.failed.length} violations, ${each.toFixed(0)} ms each, ${left} s to go`
      process.stdout.write(process.stdout.isTTY ? `\r${line}   ` : `${line}\n`)
    },
  )
  save(PATH, progress)
  console.log(`\n${summary(progress, (performance.now() - started) / 1000)}`)
  return progress.failed.length === 0
}

/** One seed of the product, or of the product with a slip in it. */
const one = async (seed: number): Promise<boolean> => {
  const slip = MUTATIONS.find(({ name }) => name === values.slip)
  if (slip === undefined && values.slip !== undefined) throw new Error(`No slip is called "${values.slip}"`)
  if (slip !== undefined) plant(slip)
  const { replay } = await import('./replay.ts')
  const edition = values.edition === undefined ? undefined : Number(values.edition)
  return replay(seed, { edition, steps: values.steps?.split(',').map(Number) ?? null }, slip?.name)
}

const chosen = (): Promise<boolean> => {
  if (values.mutations) return runMutations(positionals.join(' '), Number(values.seeds))
  return values.seed === undefined ? many() : one(Number(values.seed))
}

process.exitCode = (await chosen()) ? 0 : 1
