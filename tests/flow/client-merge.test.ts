import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import { type Program, usage } from '../../lib/core/program.ts'
import { DAY } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { undo } from '../../lib/flow/undo.ts'
import { anySaid } from '../core/arbitrary.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
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

const WHO = ['ana', 'ben', 'cleo'] as const
const one = fc.constantFrom(...WHO)
const sessionKey = fc.constantFrom('s0|-', 's1|-', 's2|-', 's3|-')
const participant = fc.constantFrom(DANA, LEE)
const anyStep = fc.oneof(
  fc.record({ do: fc.constant('answer' as const), sessionKey, participant, said: anySaid }),
  fc.record({ do: fc.constant('undo' as const), sessionKey, participant }),
  fc.record({ do: fc.constant('merge' as const), clientId: one, otherId: one }),
  fc.record({ do: fc.constant('split' as const), clientId: one, otherId: one }),
)
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

const take = (deps: TestDeps, step: Step, intentId: string): Promise<unknown> => {
  if (step.do === 'merge') return mergeClients(deps, step)
  if (step.do === 'split') return splitClient(deps, step)
  const { sessionKey, participant } = step
  if (step.do === 'undo') return undo(deps, { intentId, sessionKey, participants: [participant] })
  const answers = [{ participant, said: step.said, courtesy: false, minutes: null }]
  return answer(deps, { intentId, sessionKey, kind: 'paid', answers })
}

/** Each of the three under whoever they are part of now, however often merged. */
const within = ({ id, merged = [] }: Client): readonly string[] => [
  id,
  ...merged.flatMap((each) => within(each.client)),
]

it('E17 property: after any answers, changes, merges and splits each balance is what a recount from scratch gives', async () => {
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 16 }), async (steps) => {
    const clients = WHO.map((id) => client(id))
    const deps = await createWorld(clients, [program('ana'), program('ben'), program('cleo')])
    const guests = ['ana', 'ben', 'cleo', 'ana'].map((id) => `${id}@client.example`)
    await deps.db.sessions.putMany(
      guests.map((address, index) => {
        const next = guests[(index + 1) % 3] ?? address
        const participants = [participantOf(DANA, address), participantOf(LEE, next)]
        return sessionOf({
          key: `s${index}|-`,
          uid: `s${index}`,
          start: NOW - DAY * index,
          copies: [],
          participants,
        })
      }),
    )
    for (const [index, step] of steps.entries()) {
      deps.time.advance(1000)
      await take(deps, step, `step-${index}`)
    }
    const now = await rowsOf(deps)
    expect(now.clients.flatMap(within).sort()).toEqual([...WHO])
    const ledger = await deps.db.ledger.all()
    const people = (await deps.db.sessions.all()).flatMap((session) => session.participants)
    for (const each of now.clients) {
      const programs = now.programs.filter(({ clientId }) => clientId === each.id)
      const used = programs.map((own) => usage(own, ledger, each, { now: NOW, programs }).used)
      const addresses = within(each).map((id) => `${id}@client.example`)
      const counted = people.filter(
        ({ address, outcome }) => outcome?.counts === true && addresses.includes(address ?? ''),
      )
      expect(used.reduce((sum, count) => sum + count, 0)).toBe(counted.length)
      expect(programs).toHaveLength(addresses.length)
    }
    deps.db.close()
  })
  await fc.assert(property, { numRuns: Number(process.env.AFTERWARD_CASES ?? 60) })
}, 60_000)
