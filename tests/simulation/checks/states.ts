import type { World } from '../world.ts'

/** Notes which states of the books a run reaches, each once: a promise about a state that is never reached says nothing. */
export const createStateWatch = ({ trace }: World) => {
  const seen = new Set<string>()
  const note = (what: string): void => {
    if (seen.has(what)) return
    seen.add(what)
    trace.count(`state ${what}`)
  }
  return ({ disk }: World['browsers'][number]): void => {
    for (const { standing, participants, copies } of disk.rows('sessions')) {
      note(`session ${standing}`)
      if (participants.some(({ outcome }) => outcome?.conflict)) note('session disputed')
      if (copies.every(({ goneAt }) => goneAt !== null)) note('session gone')
    }
    for (const { code, inForce } of disk.rows('answers')) note(`answer ${inForce ? code : 'replaced'}`)
    for (const { state } of disk.rows('queue')) note(`place ${state}`)
    for (const { state, way, slots } of disk.rows('proposals')) {
      note(`${way} ${state}`)
      for (const slot of slots) note(`slot ${slot.state}`)
    }
    for (const { state, lastFailure } of disk.rows('outbox'))
      note(`write ${state}${lastFailure === null ? '' : ` ${lastFailure.type}`}`)
    for (const { state } of disk.rows('accounts')) note(`account ${state}`)
    for (const { lastFailure } of disk.rows('calendars'))
      if (lastFailure !== null) note(`calendar ${lastFailure.type}`)
  }
}
