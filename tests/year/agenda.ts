import type { TestDeps } from '../helpers/deps.ts'

/** What happens when: everything in the year is done from here, in the order of time, with the clock at its time. */
export type Agenda = {
  /** Does it at that instant (epoch ms), after what was put down for the same instant before. Throws for a time that is over. */
  at(ms: number, doIt: () => unknown): void
  /** Lives until nothing is left to be done. */
  live(): Promise<void>
}

export const createAgenda = ({ clock, time }: Pick<TestDeps, 'clock' | 'time'>): Agenda => {
  const items: {
    readonly ms: number
    readonly order: number
    readonly doIt: () => unknown
  }[] = []
  let count = 0
  return {
    at: (ms, doIt) => {
      if (ms < clock.now()) throw new Error(`${new Date(ms).toISOString()} is over`)
      count += 1
      items.push({ ms, order: count, doIt })
      items.sort((a, b) => b.ms - a.ms || b.order - a.order)
    },
    live: async () => {
      for (let next = items.pop(); next !== undefined; next = items.pop()) {
        time.set(next.ms)
        await next.doIt()
      }
    },
  }
}
