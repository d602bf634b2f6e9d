/**
 * Runs `work` one round at a time. Asked again during a round, it runs once more afterwards, however often it was asked: whatever was
 * stored meanwhile is seen, and a burst of messages makes two rounds, not twenty. A round that fails rejects for those who wait for
 * it, and the next one starts afresh.
 */
export const createRounds = <Why>(work: (why: Why) => Promise<unknown>): ((why: Why) => Promise<void>) => {
  let running: Promise<void> | null = null
  let next: { readonly why: Why } | null = null

  const run = async (first: Why): Promise<void> => {
    let round: { readonly why: Why } | null = { why: first }
    try {
      while (round !== null) {
        next = null
        await work(round.why)
        round = next
      }
    } finally {
      running = null
    }
  }

  return (why) => {
    if (running === null) running = run(why)
    else next = { why }
    return running
  }
}
