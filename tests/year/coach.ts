import type { Said } from '../../lib/core/answer.ts'
import type { Action } from '../../lib/core/note.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import type { Way } from '../../lib/core/proposal.ts'
import type { Result } from '../../lib/core/result.ts'
import { type Participant, participantKey, partsOf, type Session } from '../../lib/core/session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { savePolicy } from '../../lib/flow/policy.ts'
import { type ProgramEdit, saveProgram } from '../../lib/flow/program.ts'
import { propose } from '../../lib/flow/propose.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { undo } from '../../lib/flow/undo.ts'
import { letGo } from '../../lib/flow/withdraw.ts'
import type { TestDeps } from '../helpers/deps.ts'
import { addressOf } from './calendar.ts'
import type { Diary, Entry } from './diary.ts'

/** What the coach says of one person in a session. */
export type Word = {
  readonly address: string
  readonly said: Said
  readonly courtesy?: boolean
  readonly minutes?: number | null
}

type Note = { readonly text: string; readonly minutes?: number | null; readonly actions?: readonly Action[] }

const done = <T>(result: Result<T, { readonly reason: string }>): T => {
  if (!result.ok) throw new Error(`Refused: ${result.error.reason}`)
  return result.value
}

const personIn = (session: Session, address: string): Participant => {
  const found = session.participants.find((each) => each.address === address)
  if (found === undefined) throw new Error(`${address} is not in ${session.key}`)
  return found
}

/** The coach at the pages of Afterward: every hand movement is one real flow, and is written down in the diary. */
export const createCoach = (deps: TestDeps) => {
  const diary: Entry[] = []
  let count = 0
  const nextId = (): string => {
    count += 1
    return `intent ${count}`
  }
  const { clock, store } = deps

  const sessionOf = async (key: string): Promise<Session> => {
    const session = await store.read(['sessions'], (tx) => tx.sessions.get(key))
    if (session === undefined) throw new Error(`There is no session ${key}`)
    return session
  }

  return {
    deps,
    diary: diary as Diary,
    sessionOf,

    /** The session that begins at this instant. */
    sessionAt: async (start: number): Promise<Session> => {
      const found = await store.read(['sessions'], (tx) => tx.sessions.between('start', start, start + 1))
      const [session, ...others] = found
      if (session === undefined || others.length > 0)
        throw new Error(`${found.length} sessions begin at ${new Date(start).toISOString()}`)
      return session
    },

    /** Every session that is over and wants an answer, oldest first. */
    waiting: (): Promise<readonly Session[]> =>
      store.read(['sessions'], (tx) => tx.sessions.between('open+end', [1, 0], [1, clock.now()])),

    meet: async (name: string, kind: Kind): Promise<string> => {
      const address = addressOf(name)
      const edit = { name, addresses: [address], kind, dontAsk: false }
      const { clientId: id } = done(await saveClient(deps, { ...edit, clientId: null }))
      diary.push({ what: 'client', id, name, address })
      return id
    },

    /** From now on the client is of this kind. */
    becomes: async (clientId: string, name: string, kind: Kind): Promise<void> => {
      const edit = { name, addresses: [addressOf(name)], kind, dontAsk: false }
      done(await saveClient(deps, { ...edit, clientId }))
    },

    /** A client whom an answer made, and nobody before. */
    noticed: async (address: string): Promise<string> => {
      const [client] = await store.read(['clients'], (tx) => tx.clients.where('addresses', address))
      if (client === undefined) throw new Error(`Nobody is known as ${address}`)
      diary.push({ what: 'client', id: client.id, name: client.name, address })
      return client.id
    },

    sell: async (
      edit: Omit<ProgramEdit, 'intentId' | 'programId' | 'perMonth' | 'to' | 'alreadyUsed'> &
        Partial<ProgramEdit>,
    ): Promise<void> => {
      const whole = { to: null, perMonth: null, alreadyUsed: 0, ...edit }
      const { programId: id } = done(
        await saveProgram(deps, { ...whole, intentId: nextId(), programId: null }),
      )
      const { clientId, sessions, alreadyUsed, from, to, perMonth } = whole
      diary.push({ what: 'program', id, clientId, sessions, alreadyUsed, from, to, perMonth })
    },

    say: async (session: Session, kind: Kind, words: readonly Word[]): Promise<void> => {
      const answers = words.map(({ address, said, courtesy = false, minutes = null }) => ({
        participant: personIn(session, address).id,
        ...{ said, courtesy, minutes },
      }))
      done(await answer(deps, { intentId: nextId(), sessionKey: session.key, kind, answers }))
      const { key: sessionKey, start, end } = session
      for (const { address, said, courtesy = false, minutes = null } of words)
        diary.push({
          ...{
            what: 'said',
            at: clock.now(),
            sessionKey,
            address,
            start,
            end,
            kind,
            said,
            courtesy,
            minutes,
          },
        })
    },

    takeBack: async (session: Session, address: string): Promise<void> => {
      const participants = [personIn(session, address).id]
      done(await undo(deps, { intentId: nextId(), sessionKey: session.key, participants }))
      diary.push({ what: 'taken-back', at: clock.now(), sessionKey: session.key, address })
    },

    write: async (session: Session, address: string, note: Note): Promise<void> => {
      const { text, minutes = null, actions = [] } = note
      const participant = personIn(session, address).id
      done(await saveNote(deps, { sessionKey: session.key, participant, text, minutes, actions }))
      diary.push({ what: 'noted', sessionKey: session.key, address, minutes })
    },

    /** So many misses of each client are free from now on. */
    allow: async (freeMisses: number): Promise<void> => {
      const policy = documentOf({ ...defaultPolicy, freeMisses })
      done(await savePolicy(deps, { policy, by: 'coach' }))
      diary.push({ what: 'policy', noticeMs: defaultPolicy.noticeMs, freeMisses })
    },

    merge: async (clientId: string, otherId: string): Promise<void> => {
      done(await mergeClients(deps, { clientId, otherId }))
      diary.push({ what: 'merged', clientId, otherId })
    },

    split: async (clientId: string, otherId: string): Promise<void> => {
      done(await splitClient(deps, { clientId, otherId }))
      diary.push({ what: 'split', clientId, otherId })
    },

    /** Offers the best free times for a session sent back; returns the proposal's id. */
    offer: async (queueId: string, way: Way): Promise<string> => {
      const wish = { after: queueId, purpose: 'makeup' } as const
      const { slots } = done(await offerSlots(deps, wish))
      const offered = way === 'invite' ? slots.slice(0, 1) : slots
      const proposed = await propose(deps, { ...wish, intentId: nextId(), way, slots: offered })
      return done(proposed).proposalId
    },

    /** The client takes the first of the times on offer; returns the session that it became. */
    book: async (proposalId: string): Promise<Session> => {
      const proposal = await store.read(['proposals'], (tx) => tx.proposals.get(proposalId))
      const eventId = proposal?.slots.find(({ state }) => state === 'held')?.eventId
      if (proposal === undefined || eventId === undefined) throw new Error('Nothing is on offer')
      const { bookedKey } = done(await choose(deps, { proposalId, eventId }))
      const parts = partsOf(proposal.after)
      const original = await sessionOf(parts.sessionKey)
      const address = original.participants.find(({ id }) => id === parts.participant)?.address ?? ''
      const of = { sessionKey: original.key, address }
      diary.push({ what: 'make-up', sessionKey: bookedKey, of, ofStart: original.start })
      return sessionOf(bookedKey)
    },

    /** A session that was booked in some other way is the make-up of one in the queue. */
    link: async (original: Session, address: string, makeup: Session): Promise<void> => {
      const queueId = participantKey(original.key, personIn(original, address).id)
      done(await sayMoved(deps, { queueId, sessionKey: makeup.key, moved: true }))
      const of = { sessionKey: original.key, address }
      diary.push({ what: 'make-up', sessionKey: makeup.key, of, ofStart: original.start })
    },

    letGo: async (queueId: string): Promise<void> => {
      done(await letGo(deps, { queueId }))
    },
  }
}

export type Coach = ReturnType<typeof createCoach>

/** The place of somebody in the reschedule queue. */
export const queueIdOf = (session: Session, address: string): string =>
  participantKey(session.key, personIn(session, address).id)
