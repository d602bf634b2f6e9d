import { beforeEach, describe, expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { toWriteAbout } from '../../lib/core/view/client.ts'
import type { Database } from '../../lib/store/db.ts'
import { clientGlance } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { DANA, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const HOME = 'dana@client.example'
const WORK = 'dana@work.example'
const session = (key: string, start: number, over: Partial<Session> = {}) =>
  sessionOf({
    ...{ key, uid: key, start, end: start + HOUR },
    participants: [participantOf(DANA, HOME)],
    ...over,
  })

let db: Database
beforeEach(async () => {
  db = createTestDatabase()
  await db.clients.put({ ...newClient('dana', 0), name: 'Dana Reyes', addresses: [HOME, WORK] })
})
const row = async () => (await clientsOverview(db, NOW)).clients[0]

describe('a client in the list', () => {
  it('has as next what is to come, not what has begun or is off', async () => {
    const off = session('off|-', NOW + HOUR, { standing: 'canceled', open: 0 })
    await db.sessions.putMany([session('now|-', NOW), off, session('next|-', NOW + DAY)])
    expect((await row())?.next).toEqual({ start: NOW + DAY, end: NOW + DAY + HOUR })
  })

  it('E17 waits once for a session in which they have two places', async () => {
    const participants = [participantOf(DANA, HOME), participantOf(LEE, WORK)]
    await db.sessions.put(session('over|-', NOW - DAY, { participants }))
    expect((await row())?.waiting).toBe(1)
  })

  it('is written to about the next session, not about the one that is under way', async () => {
    await db.sessions.putMany([session('now|-', NOW), session('next|-', NOW + DAY)])
    const glance = await clientGlance(db, { clientId: 'dana', now: NOW })
    expect(toWriteAbout(glance?.sessions ?? [], NOW)?.key).toBe('next|-')
  })
})
