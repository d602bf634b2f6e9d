import { expect, it } from 'vitest'
import type { Answer } from '../../lib/core/answer.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import { book } from '../../lib/core/ledger.ts'
import { dateOf, HOUR } from '../../lib/core/time.ts'
import { policyHistory } from '../../lib/store/queries/policies.ts'
import { whatIf } from '../../lib/store/queries/what-if.ts'
import { headFor, NOW } from '../helpers/books.ts'
import { lenient, strict } from '../helpers/policies.ts'
import { program } from '../helpers/programs.ts'
import { createTestDatabase } from '../helpers/store.ts'

/** A session an hour; every other one was a no-show, every tenth belongs to nobody's client. */
const answered = (index: number) => {
  const said =
    index % 2 === 0 ? ({ occurred: false, reason: 'client-no-show' } as const) : ({ occurred: true } as const)
  const head = headFor(`a${index.toString().padStart(6, '0')}`, said, { at: NOW + index * HOUR })
  const subject = {
    sessionKey: `s${index}|-`,
    participant: 'p',
    address: index % 10 === 0 ? null : 'dana@client.example',
    sessionStart: NOW + index * HOUR,
    zone: 'UTC',
  }
  const { sessionKey, participant } = subject
  const kept = { base: [], noticeMs: null, note: '', source: 'here', published: true, inForce: true } as const
  const answer: Answer = { ...head, ...kept, sessionKey, participant }
  return { answer, lines: book(head, [], subject, head.at) }
}

it('what if weighs every answer of the books, over as many reads as it takes, and writes nothing', async () => {
  const db = createTestDatabase()
  const all = Array.from({ length: 4_500 }, (_, index) => answered(index))
  await db.answers.putMany(all.map(({ answer }) => answer))
  await db.ledger.putMany(all.flatMap(({ lines }) => lines))
  const before = await db.ledger.all()

  const view = await whatIf(db, lenient, NOW)
  expect(view.weighed).toBe(4_500)
  expect(view.otherwise).toHaveLength(2_250)
  expect(view.otherwise[0]?.entry.sessionKey).toBe('s4498|-')
  const dana = view.balances.find(({ client }) => client === 'dana@client.example')
  expect([dana?.before, dana?.after]).toEqual([4_050, 2_250])
  // A participant without an address and without a client stands alone.
  expect(view.balances).toHaveLength(1 + 450)
  expect(await db.ledger.all()).toEqual(before)
  db.close()
})

it('of a client’s programs only those are told that would stand elsewhere', async () => {
  const db = createTestDatabase()
  const client = { ...newClient('dana', 0), addresses: ['dana@client.example'] }
  await db.clients.put(client)
  const day = (hours: number) => dateOf(NOW + hours * HOUR, 'UTC')
  await db.programs.putMany([
    program({ id: 'missed', name: 'Missed', from: day(0), to: day(0), zone: 'UTC' }),
    program({ id: 'kept', name: 'Kept', from: day(48), to: day(48), zone: 'UTC' }),
  ])
  const all = [answered(2), answered(49)]
  await db.answers.putMany(all.map(({ answer }) => answer))
  await db.ledger.putMany(all.flatMap(({ lines }) => lines))
  const [balance] = (await whatIf(db, lenient, NOW + 99 * HOUR)).balances
  expect([balance?.before, balance?.after]).toEqual([2, 1])
  expect(balance?.programs.map(({ name, before, after }) => [name, before, after])).toEqual([
    ['Missed', 1, 0],
  ])
  db.close()
})

it('in empty books nothing is weighed, and no policy but the built-in one was ever in force', async () => {
  const db = createTestDatabase()
  expect(await whatIf(db, strict, NOW)).toEqual({ weighed: 0, unsure: 0, otherwise: [], balances: [] })
  expect(await policyHistory(db)).toEqual([])
  await db.policies.putMany([
    { id: 'z', at: 1, by: 'coach', policy: lenient },
    { id: 'a', at: 2, by: 'file', policy: strict },
  ])
  expect((await policyHistory(db)).map(({ by }) => by)).toEqual(['file', 'coach'])
  db.close()
})
