import { expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import type { Program } from '../../lib/core/program.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { entryOf, eventOf, fill, LEE, NOW, participantOf, recordOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'

const client = (id: string, over: Partial<Client> = {}): Client => ({
  ...newClient(id, 0),
  name: id,
  addresses: [`${id}@client.example`],
  kinds: [{ from: 0, kind: 'paid' }],
  ...over,
})

const program = (clientId: string, over: Partial<Program> = {}): Program => ({
  id: `${clientId}-12`,
  clientId,
  name: 'Twelve',
  sessions: 12,
  alreadyUsed: 0,
  from: '2026-01-01',
  to: null,
  perMonth: null,
  zone: 'UTC',
  createdAt: 0,
  ...over,
})

const rowsOf = async ({ db }: TestDeps) => ({
  clients: await db.clients.all(),
  programs: await db.programs.all(),
})

const createWorld = async (clients: readonly Client[], programs: readonly Program[]) => {
  const deps = await createTestDeps({ now: NOW })
  await fill(deps, { sessions: [], events: [] })
  await deps.db.clients.putMany([...clients])
  await deps.db.programs.putMany([...programs])
  return deps
}

it('E17 two become one person, with both addresses and programs, and two again, each as before', async () => {
  const dana = client('dana', { titles: ['coaching dana'], language: 'es' })
  const deps = await createWorld([client('other', { participants: ['s|-#_'] }), dana], [program('other')])
  const before = await rowsOf(deps)
  const pair = { clientId: 'dana', otherId: 'other' }
  expect(await mergeClients(deps, pair)).toMatchObject({ ok: true })
  const merged = await rowsOf(deps)
  expect(merged.clients).toMatchObject([
    {
      id: 'dana',
      addresses: ['dana@client.example', 'other@client.example'],
      titles: ['coaching dana'],
      participants: ['s|-#_'],
      language: 'es',
    },
  ])
  expect(merged.programs).toMatchObject([{ id: 'other-12', clientId: 'dana' }])
  expect(await splitClient(deps, pair)).toMatchObject({ ok: true })
  expect(await rowsOf(deps)).toEqual(before)
})

it('E17 no line of the ledger is touched, neither by the merge nor by the split', async () => {
  const deps = await createWorld([client('dana'), client('other')], [program('dana'), program('other')])
  await deps.db.ledger.putMany([
    entryOf({ id: 'a+1', address: 'dana@client.example' }),
    entryOf({ id: 'b+1', address: 'other@client.example', sessionKey: 'uid-2|-' }),
  ])
  const before = await deps.db.ledger.all()
  const pair = { clientId: 'dana', otherId: 'other' }
  expect(await mergeClients(deps, pair)).toMatchObject({ ok: true })
  expect(await deps.db.ledger.all()).toEqual(before)
  expect(await splitClient(deps, pair)).toMatchObject({ ok: true })
  expect(await deps.db.ledger.all()).toEqual(before)
  expect(before).toHaveLength(2)
})

it('E17 a kind that only the other one had goes back with them: nobody stays paid unasked', async () => {
  const deps = await createWorld([client('dana', { kinds: [] }), client('other')], [])
  const before = await rowsOf(deps)
  const pair = { clientId: 'dana', otherId: 'other' }
  await mergeClients(deps, pair)
  expect((await rowsOf(deps)).clients.map(({ kinds }) => kinds)).toEqual([[{ from: 0, kind: 'paid' }]])
  await splitClient(deps, pair)
  expect(await rowsOf(deps)).toEqual(before)
})

it('E17 what the coach said of the kind while they were one stays with the one kept', async () => {
  const deps = await createWorld([client('dana', { kinds: [] }), client('other')], [])
  const pair = { clientId: 'dana', otherId: 'other' }
  await mergeClients(deps, pair)
  deps.time.advance(DAY)
  await saveClient(deps, {
    clientId: 'dana',
    name: 'dana',
    addresses: ['dana@client.example', 'other@client.example'],
    kind: 'complimentary',
    dontAsk: false,
  })
  await splitClient(deps, pair)
  expect((await rowsOf(deps)).clients.map(({ kinds }) => kinds)).toEqual([
    [{ from: NOW + DAY, kind: 'complimentary' }],
    [{ from: 0, kind: 'paid' }],
  ])
})

it('E38 merging or splitting twice is once; nobody goes into themselves, nor somebody unknown', async () => {
  const deps = await createWorld([client('dana'), client('other')], [])
  const pair = { clientId: 'dana', otherId: 'other' }
  await mergeClients(deps, pair)
  const once = await rowsOf(deps)
  expect(await mergeClients(deps, pair)).toMatchObject({ ok: true })
  expect(await rowsOf(deps)).toEqual(once)
  for (const otherId of ['dana', 'nobody']) {
    expect(await mergeClients(deps, { clientId: 'dana', otherId })).toMatchObject({ ok: false })
    expect(await rowsOf(deps)).toEqual(once)
  }
  await splitClient(deps, pair)
  expect(await splitClient(deps, pair)).toMatchObject({ ok: true })
  expect(await splitClient(deps, { clientId: 'dana', otherId: 'nobody' })).toMatchObject({ ok: false })
  expect(await deps.db.clients.count()).toBe(2)
})

it('E17 what the coach gave to somebody else while they were merged is not taken back', async () => {
  const deps = await createWorld([client('dana'), client('lee'), client('other')], [])
  await mergeClients(deps, { clientId: 'dana', otherId: 'other' })
  const addresses = ['lee@client.example', 'other@client.example']
  await saveClient(deps, { clientId: 'lee', name: 'lee', addresses, kind: null, dontAsk: false })
  await splitClient(deps, { clientId: 'dana', otherId: 'other' })
  const { clients } = await rowsOf(deps)
  expect(clients.map((each) => [each.id, each.addresses])).toEqual([
    ['dana', ['dana@client.example']],
    ['lee', addresses],
    ['other', []],
  ])
})

it('E17 a title, and a session that was linked, that were given to somebody else meanwhile are not taken back either', async () => {
  const other = client('other', { titles: ['coaching', 'walk'], participants: ['a|-#_', 'b|-#_'] })
  const deps = await createWorld([client('dana'), client('lee'), other], [])
  await mergeClients(deps, { clientId: 'dana', otherId: 'other' })
  const dana = await deps.db.clients.get('dana')
  expect(dana).toMatchObject({ titles: ['coaching', 'walk'], participants: ['a|-#_', 'b|-#_'] })
  // As `linkClient` does: what is Lee's now is nobody's else.
  await change(deps.db.clients, 'dana', { titles: ['walk'], participants: ['b|-#_'] })
  await change(deps.db.clients, 'lee', { titles: ['coaching'], participants: ['a|-#_'] })
  await splitClient(deps, { clientId: 'dana', otherId: 'other' })
  const { clients } = await rowsOf(deps)
  expect(clients.map(({ id, titles, participants }) => [id, titles, participants])).toEqual([
    ['dana', [], []],
    ['lee', ['coaching'], ['a|-#_']],
    ['other', ['walk'], ['b|-#_']],
  ])
})

it('E17 of two who were merged, one is split off and the other stays', async () => {
  const deps = await createWorld(
    [client('dana'), client('lee'), client('other')],
    [program('lee'), program('other')],
  )
  for (const otherId of ['lee', 'other']) await mergeClients(deps, { clientId: 'dana', otherId })
  await splitClient(deps, { clientId: 'dana', otherId: 'lee' })
  const { clients, programs } = await rowsOf(deps)
  expect(
    clients.map(({ id, addresses, merged }) => [id, addresses, merged?.map((each) => each.client.id)]),
  ).toEqual([
    ['dana', ['dana@client.example', 'other@client.example'], ['other']],
    ['lee', ['lee@client.example'], undefined],
  ])
  expect(programs.map(({ id, clientId }) => [id, clientId])).toEqual([
    ['lee-12', 'lee'],
    ['other-12', 'dana'],
  ])
  expect(await splitClient(deps, { clientId: 'dana', otherId: 'other' })).toMatchObject({ ok: true })
  expect((await rowsOf(deps)).clients.map(({ id }) => id)).toEqual(['dana', 'lee', 'other'])
})

it('E17 "don’t ask" of one of the two is heeded at once for both, and for one again when they are split', async () => {
  const deps = await createWorld([client('dana', { dontAsk: true }), client('other')], [])
  await deps.db.rules.put({ id: 'all', order: 1, include: true, kind: null, match: { type: 'anyone' } })
  const attendees = [
    {
      ...{ email: 'other@client.example', name: null, response: 'accepted' as const },
      ...{ self: false, organiser: false, resource: false, optional: false },
    },
  ]
  const times = { start: NOW + DAY, end: NOW + DAY + HOUR }
  await deps.db.events.put(recordOf(eventOf({ attendees, ...times })))
  const participants = [participantOf(LEE, 'other@client.example')]
  await deps.db.sessions.put(sessionOf({ participants, ...times }))
  const standing = async () => (await deps.db.sessions.get('uid-1|-'))?.standing
  await mergeClients(deps, { clientId: 'dana', otherId: 'other' })
  expect(await standing()).toBe('aside')
  await splitClient(deps, { clientId: 'dana', otherId: 'other' })
  expect(await standing()).toBe('open')
})
