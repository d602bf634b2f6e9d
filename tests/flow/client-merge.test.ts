import { expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import type { Program } from '../../lib/core/program.ts'
import { DAY } from '../../lib/core/time.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { fill, NOW } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

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
