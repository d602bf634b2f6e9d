import { describe, expect, it } from 'vitest'
import { MARK, NO_LINK } from '../../lib/core/annotation.ts'
import type { Said } from '../../lib/core/answer.ts'
import { participantKey, type Session } from '../../lib/core/session.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY } from '../../lib/core/time.ts'
import { enqueueAnnotation } from '../../lib/flow/annotate.ts'
import { answer } from '../../lib/flow/answer.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import { settleFailed } from '../../lib/flow/settle.ts'
import { DANA, fill, NOW, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, KEY } from './answering.ts'
import { ANYONE, createWorld, meeting, pullSaying, theSession } from './pulling.ts'
import { type Books, createTwoBrowsers, keyOf, synchronise } from './two-browsers.ts'

const PLACE = participantKey(KEY, DANA)
const other = (id: string, over: Partial<Session> = {}) =>
  sessionOf({
    key: `${id}|-`,
    uid: id,
    copies: sessionOf().copies.map((copy) => ({ ...copy, eventId: id })),
    ...over,
  })
const moved = (toSessionKey: string | null) => ({ moved: true, toSessionKey }) as const

const worldOf = async (...sessions: readonly Session[]) => {
  const deps = await createTestDeps()
  await fill(deps, { sessions: [sessionOf(), ...sessions] })
  return deps
}

describe('"We moved it"', () => {
  it('keeps the kind that was said of the new event', async () => {
    const deps = await worldOf(other('new', { kind: 'complimentary' }))
    await answer(deps, intent(moved('new|-')))
    expect(await deps.db.sessions.get('new|-')).toMatchObject({ makeupOf: PLACE, kind: 'complimentary' })
  })

  it('E42 leaves an event that makes up for another session with that', async () => {
    const deps = await worldOf(other('new', { makeupOf: 'older|-#x' }))
    await answer(deps, intent(moved('new|-')))
    expect(await deps.db.sessions.get('new|-')).toMatchObject({ makeupOf: 'older|-#x' })
  })

  it('taken back for another answer, leaves the make-up that was booked from the queue', async () => {
    const deps = await worldOf(other('booked', { makeupOf: PLACE }), other('new'))
    await deps.db.queue.put({
      ...{ id: PLACE, sessionKey: KEY, participant: DANA, state: 'booked', proposalId: 'p' },
      ...{ makeupKey: 'booked|-', since: NOW },
    })
    await answer(deps, intent(moved('new|-')))
    await answer(deps, intent(came, { intentId: 'i2' }))
    const makeupOf = async (key: string) => (await deps.db.sessions.get(key))?.makeupOf
    expect([await makeupOf('booked|-'), await makeupOf('new|-')]).toEqual([PLACE, null])
  })
})

/** Ana's first session, and another one with her; both are over. */
const [FIRST, LATER] = [keyOf(0), keyOf(3)]
const movedLater = moved(LATER)

const say = async ({ deps }: Books, said: Said, intentId: string) => {
  const { participants } = (await deps.db.sessions.get(FIRST)) ?? { participants: [] }
  const answers = participants.map(({ id }) => ({ participant: id, said, courtesy: false, minutes: null }))
  return answer(deps, { intentId, sessionKey: FIRST, kind: 'paid', answers })
}

const standsFor = async ({ deps }: Books) => (await deps.db.sessions.get(LATER))?.makeupOf ?? null

/** What a browser is yet to write of what sessions stand for. */
const links = async ({ deps }: Books) =>
  (await deps.db.outbox.between('lane', '', [])).filter(({ operation }) => operation.type === 'mark')

/** Two browsers, both of which have heard what the first said: moved, to a later session. */
const bothHeardOfIt = async () => {
  const { browsers } = await createTwoBrowsers()
  const [first, second] = browsers
  await say(first, movedLater, 'moved')
  await synchronise(first)
  await synchronise(second)
  return browsers
}

describe('what a session was said to have moved to', () => {
  it('E37 is let go in the other browser too once that is taken back, and may be said of it anew', async () => {
    const browsers = await bothHeardOfIt()
    const [first, second] = browsers
    expect(await standsFor(second)).toMatch(FIRST)
    await say(first, came, 'came')
    await synchronise(first)
    await synchronise(second)
    expect(await Promise.all(browsers.map(standsFor))).toEqual([null, null])
    await say(second, movedLater, 'moved again')
    await synchronise(second)
    await synchronise(first)
    expect(await standsFor(first)).toMatch(FIRST)
  })

  it('E37 taken back here, is not linked again by what the calendar still says, before that is written', async () => {
    const { browsers } = await createTwoBrowsers()
    const [first, second] = browsers
    await say(first, movedLater, 'moved')
    await synchronise(first)
    await say(second, movedLater, 'moved here')
    await say(second, came, 'came here')
    await pull(second.deps)
    expect(await standsFor(second)).toBeNull()
    await synchronise(second)
    await synchronise(first)
    expect(await Promise.all(browsers.map(standsFor))).toEqual([null, null])
  })

  it('E37 taken back here, is not linked again when rules are saved before that is written', async () => {
    const [, second] = await bothHeardOfIt()
    await say(second, came, 'came here')
    const words = { ...ANYONE, id: 'words', match: { type: 'title', words: 'coaching' } } as const
    await saveRules(second.deps, { rules: [words] })
    expect(await standsFor(second)).toBeNull()
  })

  it('E37 let go in both browsers at once, is linked again where the other one says so after that', async () => {
    const browsers = await bothHeardOfIt()
    const [first, second] = browsers
    await say(second, came, 'came here')
    await say(first, came, 'came')
    await synchronise(first)
    await push(second.deps)
    await say(first, movedLater, 'moved after all')
    await synchronise(first)
    await synchronise(second)
    expect(await standsFor(second)).toMatch(FIRST)
  })

  it.each(['queued', 'dead', 'paused'] as const)(
    'E37 taken back, is not written any more where a %s write of it is tried later',
    async (state) => {
      const { browsers } = await createTwoBrowsers()
      const [{ deps }] = browsers
      await say(browsers[0], movedLater, 'moved')
      const [link] = await links(browsers[0])
      if (link === undefined) throw new Error('Nothing links it')
      await deps.db.outbox.put({ ...link, state })
      await say(browsers[0], came, 'came')
      expect((await links(browsers[0])).map(({ operation }) => operation)).toEqual([
        { type: 'mark', marks: { [MARK.makeupOf]: NO_LINK } },
      ])
    },
  )

  it('E37 taken back, is not left for the coach to try again when its own write is refused after that', async () => {
    const { browsers } = await createTwoBrowsers()
    const [{ deps }] = browsers
    await say(browsers[0], movedLater, 'moved')
    const [link] = await links(browsers[0])
    if (link === undefined) throw new Error('Nothing links it')
    await say(browsers[0], came, 'came')
    await settleFailed(deps, link, { type: 'forbidden', reason: 'no' })
    expect((await links(browsers[0])).map(({ state, operation }) => [state, operation])).toEqual([
      ['queued', { type: 'mark', marks: { [MARK.makeupOf]: NO_LINK } }],
    ])
  })

  it('E38 is let go and linked again as often as is said in one instant, and the last word goes out', async () => {
    const deps = await worldOf(other('a'), other('b'))
    const words = [moved('a|-'), came, moved('a|-'), moved('b|-')]
    for (const [index, said] of words.entries())
      await answer(deps, intent(said, { intentId: `intent-${index}` }))
    const rows = await deps.db.outbox.between('lane', '', [])
    const told = rows.flatMap(({ sessionKey, operation }) =>
      operation.type === 'mark' ? [[sessionKey, operation.marks[MARK.makeupOf]]] : [],
    )
    expect(told.toSorted()).toEqual([
      ['a|-', NO_LINK],
      ['b|-', PLACE],
    ])
  })

  it('E36 is heard of where another write of the event came back with it before it was read', async () => {
    const { browsers } = await createTwoBrowsers()
    const [first, second] = browsers
    await say(first, movedLater, 'moved')
    await synchronise(first)
    const session = await second.deps.db.sessions.get(LATER)
    if (session === undefined) throw new Error('No later session')
    await second.deps.store.write(['outbox', 'accounts', 'calendars', 'events'], (tx) =>
      enqueueAnnotation(
        tx,
        session,
        { idempotencyKey: 'queue', operation: { type: 'mark', marks: { [MARK.queue]: 'off' } } },
        defaultSettings,
        NOW,
      ),
    )
    await push(second.deps)
    await pull(second.deps)
    expect(await standsFor(second)).toMatch(FIRST)
  })

  it('stays linked whatever marks another app takes off or an answer brings back, and is let go where that is said', async () => {
    const world = await createWorld()
    const reads = async (marks: Readonly<Record<string, string>>) => {
      await pullSaying(world, { events: [meeting('new', NOW + DAY, { marks })] })
      return (await theSession(world)).makeupOf
    }
    expect(await reads({ [MARK.any]: '1', [MARK.makeupOf]: PLACE })).toBe(PLACE)
    expect(await reads({})).toBe(PLACE)
    expect(await reads({ [MARK.any]: '1' })).toBe(PLACE)
    expect(await reads({ [MARK.any]: '1', [MARK.makeupOf]: NO_LINK })).toBeNull()
  })
})
