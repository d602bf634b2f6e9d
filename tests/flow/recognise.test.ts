import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { type Client, kindOf } from '../../lib/core/client.ts'
import { type Program, usage } from '../../lib/core/program.ts'
import type { Rule } from '../../lib/core/recognise.ts'
import { participantKey, participantSource } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { linkClient, recogniseAs } from '../../lib/flow/recognise.ts'
import { leaveOut, letIn, saveRules } from '../../lib/flow/rules.ts'
import { headFor, NOW } from '../helpers/books.ts'
import {
  ANYONE,
  COACH,
  createWorld,
  DANA,
  guest,
  instance,
  meeting,
  pullSaying,
  type World,
} from './pulling.ts'

const SOON = NOW + DAY
const KEY = 'a@calendar.example|-'
const TITLE: Rule = {
  id: 'title',
  order: 1,
  include: true,
  kind: 'paid',
  match: { type: 'title', words: 'coaching' },
}

const client = (over: Partial<Client> = {}): Client => ({
  id: 'dana',
  name: 'Dana',
  addresses: [],
  titles: [],
  participants: [],
  kinds: [],
  dontAsk: false,
  createdAt: NOW,
  ...over,
})
const standings = async (world: World) =>
  (await world.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).map(
    ({ standing }) => standing,
  )

describe('saving rules', () => {
  it('looks at stored events again: sessions appear, change their kind, or step aside', async () => {
    const world = await createWorld({ rules: [] })
    await pullSaying(world, { events: [meeting('a', SOON), meeting('b', SOON + HOUR, { title: 'Talk' })] })
    await saveRules(world, { rules: [TITLE] })
    expect(await world.db.sessions.get(KEY)).toMatchObject({
      ruleKind: 'paid',
      recognisedBy: 'title',
      open: 1,
    })
    expect((await world.db.events.get('work/a'))?.sessionKey).toBe(KEY)
    expect(await world.db.sessions.count()).toBe(1)
    await saveRules(world, { rules: [ANYONE] })
    expect(await world.db.sessions.get(KEY)).toMatchObject({ ruleKind: null, recognisedBy: 'anyone' })
    expect(await standings(world)).toEqual(['open', 'open'])
    await saveRules(world, { rules: [] })
    expect(await standings(world)).toEqual(['aside', 'aside'])
    await saveRules(world, { rules: [TITLE] })
    expect(await standings(world)).toEqual(['open', 'aside'])
  })

  it('gives the same participants as a pull would', async () => {
    const [before, after] = [await createWorld(), await createWorld({ rules: [] })]
    for (const world of [before, after]) await pullSaying(world, { events: [meeting('a', SOON)] })
    await saveRules(after, { rules: [ANYONE] })
    expect((await after.db.sessions.get(KEY))?.participants).toEqual(
      (await before.db.sessions.get(KEY))?.participants,
    )
  })

  it('speaks of what a pull that had begun before brings afterwards', async () => {
    const world = await createWorld({ rules: [] })
    const { page } = world.calendar
    world.calendar.page = async (request) => {
      await saveRules(world, { rules: [TITLE] })
      return page(request)
    }
    await pullSaying(world, { events: [meeting('a', SOON)] })
    expect(await world.db.sessions.get(KEY)).toMatchObject({ ruleKind: 'paid', open: 1 })
  })

  it('E60 an event that becomes coaching by its new title brings along the outcome that it carried', async () => {
    const world = await createWorld({ rules: [TITLE] })
    const id = createHash('sha256').update(participantSource(KEY, DANA)).digest('hex').slice(0, 10)
    const head = headFor('x', { occurred: true }, { device: 'there' })
    const marks = { [MARK.any]: '1', [MARK.answer(id)]: encodeHeads([head]) }
    await pullSaying(world, { events: [meeting('a', NOW - HOUR, { marks, title: 'Talk' })] })
    expect(await world.db.sessions.count()).toBe(0)
    await pullSaying(world, { events: [meeting('a', NOW - HOUR, { marks })] })
    expect(await world.db.sessions.get(KEY)).toMatchObject({
      standing: 'answered',
      participants: [{ outcome: { answerId: 'x' } }],
    })
  })

  it('E60 takes over the outcomes that the calendar carried before a rule knew it', async () => {
    const [before, after] = [await createWorld(), await createWorld({ rules: [] })]
    const id = createHash('sha256').update(participantSource(KEY, DANA)).digest('hex').slice(0, 10)
    const head = headFor('x', { occurred: false, reason: 'client-emergency' }, { device: 'there' })
    const marks = { [MARK.any]: '1', [MARK.answer(id)]: encodeHeads([head]) }
    for (const world of [before, after])
      await pullSaying(world, { events: [meeting('a', NOW - HOUR, { marks })] })
    await saveRules(after, { rules: [ANYONE] })
    const [session] = await after.db.sessions.all()
    expect(session).toMatchObject({
      standing: 'answered',
      open: 0,
      participants: [{ id, outcome: { answerId: 'x', code: 'client-emergency' } }],
    })
    expect(session).toEqual(await before.db.sessions.get(KEY))
    expect(await after.db.queue.all()).toEqual(await before.db.queue.all())
    expect(await after.db.ledger.all()).toEqual(await before.db.ledger.all())
  })

  it('E30 asks nothing about what was over before a rule knew it', async () => {
    const world = await createWorld({ rules: [] })
    await pullSaying(world, { events: [meeting('a', NOW - 3 * HOUR)] })
    await saveRules(world, { rules: [ANYONE] })
    expect(await standings(world)).toEqual(['history'])
  })

  it('keeps a group of which one was answered for', async () => {
    const world = await createWorld()
    const group = [COACH, guest(DANA), guest('lee@client.example')]
    await pullSaying(world, { events: [meeting('a', NOW - 2 * HOUR, { attendees: group })] })
    const participant = (await world.db.sessions.get(KEY))?.participants[0]?.id ?? ''
    const said = { participant, said: { occurred: true }, courtesy: false, minutes: null } as const
    await answer(world, { intentId: 'i', sessionKey: KEY, kind: 'paid', answers: [said] })
    await saveRules(world, { rules: [] })
    expect(await standings(world)).toEqual(['open'])
  })

  it('never touches what was answered', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', NOW - 2 * HOUR)] })
    const participant = (await world.db.sessions.get(KEY))?.participants[0]?.id ?? ''
    const said = { participant, said: { occurred: true }, courtesy: false, minutes: null } as const
    await answer(world, { intentId: 'i', sessionKey: KEY, kind: 'paid', answers: [said] })
    const before = await world.db.sessions.get(KEY)
    await saveRules(world, { rules: [] })
    expect(await world.db.sessions.get(KEY)).toEqual(before)
  })

  it('E18 an assistant taken out by a rule leaves the session, the client stays in it', async () => {
    const world = await createWorld()
    const help = guest('help@client.example')
    await pullSaying(world, { events: [meeting('a', SOON, { attendees: [COACH, help, guest(DANA)] })] })
    expect((await world.db.sessions.get(KEY))?.participants).toHaveLength(2)
    const out: Rule = {
      id: 'out',
      order: 0,
      include: false,
      kind: null,
      match: { type: 'attendee', addressOrDomain: help.email },
    }
    await saveRules(world, { rules: [out, ANYONE] })
    expect((await world.db.sessions.get(KEY))?.participants).toMatchObject([{ address: DANA }])
  })

  it('E18 several people left out at once: each of them is, before every other rule, and can be let in again', async () => {
    const world = await createWorld()
    const others = ['help@client.example', 'lee@client.example']
    await Promise.all(others.map((address) => leaveOut(world, { addresses: [address] })))
    await leaveOut(world, { addresses: others })
    const rules = async () => (await world.db.rules.all()).toSorted((a, b) => a.order - b.order)
    const [first, second, last, ...more] = await rules()
    expect([first, second].map((rule) => rule?.match)).toEqual(
      expect.arrayContaining(others.map((addressOrDomain) => ({ type: 'attendee', addressOrDomain }))),
    )
    expect([last?.id, more]).toEqual([ANYONE.id, []])
    await Promise.all([first, second].map((rule) => letIn(world, { ruleId: rule?.id ?? '' })))
    await letIn(world, { ruleId: ANYONE.id })
    expect((await rules()).map(({ id }) => id)).toEqual([ANYONE.id])
  })
})

describe('the coach’s word', () => {
  it('on one session: aside and back, kept through pulls and new rules', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', SOON), meeting('b', SOON + HOUR)] })
    await recogniseAs(world, { sessionKey: KEY, as: 'not-this' })
    await recogniseAs(world, { sessionKey: KEY, as: 'not-this' })
    expect(await standings(world)).toEqual(['aside', 'open'])
    expect(await world.db.rules.count()).toBe(2)
    await pullSaying(world, { events: [meeting('a', SOON, { title: 'Again', updated: NOW })] })
    await saveRules(world, { rules: [ANYONE] })
    expect(await standings(world)).toEqual(['aside', 'open'])
    await recogniseAs(world, { sessionKey: KEY, as: 'coaching' })
    expect(await standings(world)).toEqual(['open', 'open'])
  })

  it('on a session that came back: it is of the kind that was said for it before, and "Paid or free?" is not asked again', async () => {
    const world = await createWorld({ rules: [TITLE] })
    await pullSaying(world, { events: [meeting('a', SOON)] })
    for (const as of ['not-this', 'coaching', 'not-series', 'coaching'] as const)
      await recogniseAs(world, { sessionKey: KEY, as })
    const kind = async () => {
      const session = await world.db.sessions.get(KEY)
      return session && [session.standing, kindOf(session, undefined)]
    }
    expect(await kind()).toEqual(['open', 'paid'])
    await saveRules(world, { rules: [...(await world.db.rules.all())] })
    expect(await kind()).toEqual(['open', 'paid'])
  })

  it('on a series: every instance, those to come too', async () => {
    const world = await createWorld()
    await pullSaying(world, {
      events: [instance('s', SOON), instance('s', SOON + 7 * DAY), meeting('a', SOON + DAY)],
    })
    await recogniseAs(world, { sessionKey: `s@calendar.example|${SOON}`, as: 'not-series' })
    expect(await standings(world)).toEqual(['aside', 'open', 'aside'])
    await pullSaying(world, { events: [instance('s', SOON + 14 * DAY)] })
    expect(await world.db.sessions.count()).toBe(3)
  })

  it('on a client: nothing with them, and remembered with the client', async () => {
    const world = await createWorld()
    const lee = [COACH, guest('lee@client.example')]
    await pullSaying(world, {
      events: [meeting('a', SOON), meeting('b', SOON + HOUR), meeting('c', SOON + DAY, { attendees: lee })],
    })
    await recogniseAs(world, { sessionKey: KEY, as: 'not-client' })
    expect(await standings(world)).toEqual(['aside', 'aside', 'open'])
    expect(await world.db.clients.all()).toMatchObject([{ addresses: [DANA], dontAsk: true }])
  })

  it('on a client, given or taken back on the client’s own page', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', SOON)] })
    const edit = { clientId: null, name: 'Dana', addresses: [DANA], kind: null }
    const saved = await saveClient(world, { ...edit, dontAsk: true })
    expect(await standings(world)).toEqual(['aside'])
    const clientId = saved.ok ? saved.value.clientId : ''
    await saveClient(world, { ...edit, clientId, dontAsk: false })
    expect(await standings(world)).toEqual(['open'])
  })

  it('on an event that no rule knew: coaching, and asked about although it is over', async () => {
    const world = await createWorld({ rules: [] })
    await pullSaying(world, { events: [meeting('a', NOW - 2 * HOUR)] })
    await recogniseAs(world, { sessionKey: KEY, as: 'coaching' })
    expect(await standings(world)).toEqual(['open'])
    expect(await recogniseAs(world, { sessionKey: 'nobody|-', as: 'coaching' })).toMatchObject({
      ok: false,
      error: { reason: 'not-found' },
    })
  })
})

describe('who and what', () => {
  it('E19 no attendee: asked once who it is, and known by its title from then on', async () => {
    const world = await createWorld({ rules: [TITLE] })
    const alone = { attendees: [], title: 'Coaching  Dana' }
    await pullSaying(world, { events: [meeting('a', SOON, alone), meeting('b', SOON + HOUR, alone)] })
    const session = await world.db.sessions.get(KEY)
    expect(session?.participants).toMatchObject([{ id: '_', address: null }])
    await world.db.clients.putMany([
      client(),
      client({ id: 'lee', titles: ['coaching dana'], participants: [participantKey(KEY, '_')] }),
    ])
    await linkClient(world, { sessionKey: KEY, participant: '_', clientId: 'dana', remember: true })
    expect(await world.db.clients.get('dana')).toMatchObject({
      titles: ['coaching dana'],
      participants: [participantKey(KEY, '_')],
    })
    expect(await world.db.clients.get('lee')).toMatchObject({ titles: [], participants: [] })
    expect(
      await linkClient(world, { sessionKey: KEY, participant: 'x', clientId: 'dana', remember: true }),
    ).toMatchObject({ ok: false })
  })
})

describe('the books of a client who is known by a title alone', () => {
  const alone = { attendees: [], title: 'Coaching Dana' }
  const program: Program = {
    id: 'p',
    clientId: 'dana',
    name: '',
    sessions: 12,
    alreadyUsed: 0,
    from: '2026-11-01',
    to: null,
    perMonth: 2,
    zone: 'UTC',
    createdAt: NOW,
  }
  const month = async (world: World) => {
    const dana = await world.db.clients.get('dana')
    if (dana === undefined) throw new Error('no client')
    const options = { now: NOW, programs: [program] }
    return usage(program, await world.db.ledger.all(), dana, options).byMonth
  }
  const said = (sessionKey: string, world: World) =>
    answer(world, {
      intentId: sessionKey,
      sessionKey,
      kind: 'paid',
      answers: [{ participant: '_', said: { occurred: true }, courtesy: false, minutes: null }],
    })

  it('E19 hold what was answered, also after the title was edited', async () => {
    const world = await createWorld({ rules: [TITLE] })
    await pullSaying(world, { events: [meeting('a', NOW - HOUR, alone)] })
    await world.db.clients.put(client({ titles: ['coaching dana'] }))
    await said(KEY, world)
    expect(await month(world)).toEqual([{ month: '2026-11', used: 1, over: 0 }])
    await pullSaying(world, { events: [meeting('a', NOW - HOUR, { ...alone, title: 'Coaching' })] })
    expect(await month(world)).toEqual([{ month: '2026-11', used: 1, over: 0 }])
  })

  it('E19 hold what was answered before anybody was known by it, each in the month of its session', async () => {
    const world = await createWorld({ rules: [TITLE] })
    await pullSaying(world, {
      events: [
        meeting('a', NOW - HOUR, alone),
        meeting('b', NOW - 21 * DAY, alone),
        meeting('c', NOW - 2 * HOUR, { ...alone, title: 'Coaching Lee' }),
      ],
    })
    for (const id of ['a', 'b', 'c']) await said(`${id}@calendar.example|-`, world)
    await world.db.clients.put(client())
    await linkClient(world, { sessionKey: KEY, participant: '_', clientId: 'dana', remember: true })
    expect(await month(world)).toEqual([{ month: '2026-11', used: 2, over: 0 }])
  })

  it('E35 hold what another browser answered', async () => {
    const world = await createWorld({ rules: [TITLE] })
    await world.db.clients.put(client({ titles: ['coaching dana'] }))
    const head = headFor('x', { occurred: true }, { device: 'there' })
    await pullSaying(world, {
      events: [meeting('a', NOW - HOUR, { ...alone, marks: { [MARK.answer('_')]: encodeHeads([head]) } })],
    })
    expect(await month(world)).toEqual([{ month: '2026-11', used: 1, over: 0 }])
  })
})
