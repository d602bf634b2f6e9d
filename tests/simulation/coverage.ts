import { Session } from 'node:inspector/promises'

/** A function of the flows, `file name`, and whether it was run. */
export type Covered = Readonly<Record<string, boolean>>

const FLOWS = /\/lib\/flow\/([^/]+)\.ts$/

/** Notes from now on which functions of the flows are run in this thread. */
export const createCoverage = async () => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false })
  return {
    /** What there is to say since this was last asked. */
    take: async (): Promise<Covered> => {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      const covered: Record<string, boolean> = {}
      for (const { url, functions } of result) {
        const file = FLOWS.exec(url)?.[1]
        if (file === undefined) continue
        for (const { functionName, ranges } of functions) {
          const [whole] = ranges
          // One without a name is part of the one that made it.
          if (whole === undefined || functionName === '') continue
          const name = `${file} ${functionName}`
          covered[name] = covered[name] === true || whole.count > 0
        }
      }
      return covered
    },
  }
}
