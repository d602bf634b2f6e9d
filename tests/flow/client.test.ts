import { describe, expect, it } from 'vitest'
import { kindAt } from '../../lib/core/client.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'

const dana = {
  clientId: null,
  name: ' Dana Reyes ',
  addresses: [' Dana@Client.Example ', 'dana@client.example', ''],
  kind: 'paid',
  dontAsk: false,
} as const

const save = async (
  deps: Awaited<ReturnType<typeof createTestDeps>>,
  edit: Parameters<typeof saveClient>[1],
) => {
  const reply = await saveClient(deps, edit)
  if (!reply.ok) throw new Error(reply.error.reason)
  return reply.value.clientId
}

describe('a client by hand', () => {
  it('is kept with addresses as they are compared', async () => {
    const deps = await createTestDeps({ now: 5 })
    const id = await save(deps, dana)
    expect(await deps.db.clients.all()).toEqual([
      {
        id,
        name: 'Dana Reyes',
        addresses: ['dana@client.example'],
        titles: [],
        participants: [],
        kinds: [{ from: 0, kind: 'paid' }],
        dontAsk: false,
        createdAt: 5,
      },
    ])
  })

  it('E38 the same message twice makes one person, with or without an address', async () => {
    const deps = await createTestDeps()
    expect(await save(deps, dana)).toBe(await save(deps, dana))
    const kim = { ...dana, name: 'Kim', addresses: [] }
    expect(await save(deps, kim)).toBe(await save(deps, kim))
    expect(await deps.db.clients.count()).toBe(2)
  })

  it('adding somebody who is known keeps what they are known by', async () => {
    const deps = await createTestDeps()
    const id = await save(deps, dana)
    await change(deps.db.clients, id, { participants: ['s|-#_'], titles: ['dana'] })
    expect(
      await save(deps, { ...dana, addresses: ['dana@client.example', 'dana@home.example'], kind: null }),
    ).toBe(id)
    expect(await deps.db.clients.get(id)).toMatchObject({
      addresses: ['dana@client.example', 'dana@home.example'],
      participants: ['s|-#_'],
      titles: ['dana'],
      kinds: [{ from: 0, kind: 'paid' }],
    })
  })

  it('E17 an address moves to the client the coach gives it to; nothing else moves', async () => {
    const deps = await createTestDeps()
    const first = await save(deps, { ...dana, addresses: ['a@x.example', 'b@x.example'] })
    const second = await save(deps, { ...dana, name: 'Lee', addresses: ['lee@x.example'] })
    await save(deps, { ...dana, clientId: second, name: 'Lee', addresses: ['lee@x.example', 'b@x.example'] })
    expect((await deps.db.clients.get(first))?.addresses).toEqual(['a@x.example'])
    expect((await deps.db.clients.get(second))?.addresses).toEqual(['lee@x.example', 'b@x.example'])
    await save(deps, { ...dana, clientId: first, addresses: ['a@x.example', 'b@x.example'] })
    expect((await deps.db.clients.get(first))?.addresses).toEqual(['a@x.example', 'b@x.example'])
    expect((await deps.db.clients.get(second))?.addresses).toEqual(['lee@x.example'])
  })

  it('E40 a consultation client who becomes paid: each session keeps the kind of its own time', async () => {
    const deps = await createTestDeps({ now: 1_000 })
    const clientId = await save(deps, { ...dana, kind: 'complimentary' })
    deps.time.set(2_000)
    await save(deps, { ...dana, clientId, kind: 'paid' })
    await save(deps, { ...dana, clientId, kind: 'paid' })
    const client = await deps.db.clients.get(clientId)
    if (client === undefined) throw new Error('No client')
    expect(client.kinds).toHaveLength(2)
    expect([0, 1_999, 2_000, 9_999].map((at) => kindAt(client, at))).toEqual([
      'complimentary',
      'complimentary',
      'paid',
      'paid',
    ])
  })

  it('saying nothing of the kind leaves it', async () => {
    const deps = await createTestDeps()
    const clientId = await save(deps, dana)
    await save(deps, { ...dana, clientId, kind: null, dontAsk: true })
    expect(await deps.db.clients.get(clientId)).toMatchObject({
      kinds: [{ from: 0, kind: 'paid' }],
      dontAsk: true,
    })
  })

  it('without a name, or unknown, is refused', async () => {
    const deps = await createTestDeps()
    expect(await saveClient(deps, { ...dana, name: '  ' })).toMatchObject({
      error: { reason: 'bad-message' },
    })
    expect(await saveClient(deps, { ...dana, clientId: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await deps.db.clients.count()).toBe(0)
  })
})

describe('where a client lives', () => {
  it('is kept, stays when nothing is said of it, and goes when it is taken away', async () => {
    const deps = await createTestDeps({ now: 5 })
    const clientId = await save(deps, { ...dana, zone: 'America/New_York', language: 'es' })
    const stored = () => deps.db.clients.get(clientId)
    await save(deps, { ...dana, clientId })
    expect(await stored()).toMatchObject({ zone: 'America/New_York', language: 'es' })
    await save(deps, { ...dana, clientId, zone: null, language: null })
    expect(Object.keys((await stored()) ?? {})).not.toContain('zone')
  })

  it('is refused where this browser does not know the zone, and nothing changes', async () => {
    const deps = await createTestDeps()
    expect(await saveClient(deps, { ...dana, zone: 'Mars/Olympus' })).toMatchObject({
      ok: false,
      error: { reason: 'bad-message' },
    })
    expect(await deps.db.clients.count()).toBe(0)
  })
})
