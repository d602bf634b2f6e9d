/** One line of the table: what we need beside what nobody could do without, and how many times as much is allowed. */
export type Figure = {
  readonly name: string
  readonly unit: 'ms' | 'µs' | 'kB gz' | 'times'
  readonly ours: number
  /** Measured in the same run, or a fixed count. */
  readonly limit: number
  /** The largest allowed ratio of ours to limit. */
  readonly budget: number
}

export type Judged = Figure & { readonly ratio: number; readonly ok: boolean }

/** A figure with its ratio; none of what should not happen at all (limit 0) is ratio 0, any of it is infinite. */
export const judge = (figure: Figure): Judged => {
  const { ours, limit, budget } = figure
  const ratio = limit === 0 ? (ours === 0 ? 0 : Number.POSITIVE_INFINITY) : ours / limit
  return { ...figure, ratio, ok: ratio <= budget }
}

/** The middle of the samples, the mean of the two middle ones where their number is even. */
export const median = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
}

/** Once, with how long it took or how much it needed. */
export type Turn = () => Promise<number>

/** How often each side is measured, and how often before that without being counted. */
export type Rounds = { readonly rounds: number; readonly warmUp: number }

/**
 * Medians of two sides that take turns, so that whatever else the machine does meets both alike. The first turns, in which caches fill
 * and code is compiled, do not count.
 */
export const inTurns = async (
  ours: Turn,
  limit: Turn,
  { rounds, warmUp }: Rounds,
): Promise<Pick<Figure, 'ours' | 'limit'>> => {
  const samples: { readonly ours: number[]; readonly limit: number[] } = { ours: [], limit: [] }
  for (let round = -warmUp; round < rounds; round++) {
    const pair = { ours: await ours(), limit: await limit() }
    if (round < 0) continue
    samples.ours.push(pair.ours)
    samples.limit.push(pair.limit)
  }
  return { ours: median(samples.ours), limit: median(samples.limit) }
}

const COLUMNS = ['figure', 'ours', 'limit', 'unit', 'ratio', 'budget', ''] as const

/** The table as text: one line a figure, numbers to the right. */
export const tableOf = (figures: readonly Judged[]): string => {
  const number = (value: number): string =>
    Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1)
  const rows = [
    COLUMNS,
    ...figures.map(({ name, ours, limit, unit, ratio, budget, ok }) => [
      name,
      number(ours),
      number(limit),
      unit,
      ratio.toFixed(2),
      number(budget),
      ok ? 'ok' : 'OVER',
    ]),
  ]
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell[column === 0 ? 'padEnd' : 'padStart'](widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
