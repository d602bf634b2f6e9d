/** What happened in a run, in words: the replay that a person reads. */
export type Trace = {
  readonly lines: readonly string[]
  say(who: string, what: string): void
  /** How often each thing happened, for the summary. */
  readonly counts: ReadonlyMap<string, number>
  count(what: string): void
}

/** A trace whose times come from `now` (epoch ms). Lines are kept only when somebody will read them. */
export const createTrace = (now: () => number, isRead: boolean): Trace => {
  const lines: string[] = []
  const counts = new Map<string, number>()
  return {
    lines,
    counts,
    say: (who, what) => {
      if (isRead) lines.push(`${new Date(now()).toISOString().slice(5, 23)}  ${who.padEnd(9)} ${what}`)
    },
    count: (what) => {
      counts.set(what, (counts.get(what) ?? 0) + 1)
    },
  }
}
