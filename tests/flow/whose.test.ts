import { describe, expect, it } from 'vitest'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { wouldBe } from '../../lib/core/view/card.ts'
import { savedOf } from '../../lib/core/view/saved.ts'
import { addSession } from '../../lib/flow/add-session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { eraseClient } from '../../lib/flow/erase-client.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { openAction } from '../../lib/store/queries/attention.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { clientAudit } from '../../lib/store/queries/client-audit.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { erasing } from '../../lib/store/queries/erasing.ts'
import { reports } from '../../lib/store/queries/reports.ts'
import { upcomingSessions } from '../../lib/store/queries/upcoming.ts'
import { clientOf, fill, LEE, NOW, participantOf, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { policyWith } from '../helpers/policies.ts'
import { program } from '../helpers/programs.ts'
import { came, intent, noShow } from './answering.ts'

const TEAM = 'team@client.example'
const paid: readonly { readonly from: number; readonly kind: Kind }[] = [{ from: 0, kind: 'paid' }]

/** A call with Dana, answered and noted; then its address is Lee's, who has a session of their own with it a day later. */
const books = async (take: (deps: TestDeps) => Promise<unknown>, { said = came, merged = false } = {}) => {
  const deps = await createTestDeps()
  const next = sessionOf({
    key: 'next|-',
    participants: [participantOf(LEE, TEAM)],
    start: NOW + DAY,
    end: NOW + DAY + HOUR,
  })
  await fill(deps, {
    sessions: [next],
    events: [],
    settings: settingsWith({ policy: policyWith('forgiving', {}, { freeMisses: 1 }) }),
  })
  await deps.db.clients.putMany([
    clientOf('dana', { addresses: merged ? [] : [TEAM], kinds: paid }),
    clientOf('lee', { addresses: merged ? [TEAM] : [], kinds: paid }),
  ])
  if (merged) await mergeClients(deps, { clientId: 'dana', otherId: 'lee' })
  const call = { date: '2026-11-23', time: '07:00', minutes: 30, zone: 'UTC', kind: 'paid' } as const
  const added = await addSession(deps, {
    ...call,
    intentId: 'call',
    sessionKey: null,
    client: { clientId: 'dana' },
  })
  if (!added.ok) throw new Error(added.error.reason)
  const { sessionKey } = added.value
  const [participant] = (await deps.db.sessions.get(sessionKey))?.participants ?? []
  if (participant === undefined) throw new Error('Nobody is in the call')
  const answers = [{ participant: participant.id, said, courtesy: false, minutes: null }]
  await answer(deps, intent(said, { intentId: 'said', sessionKey, answers }))
  const action = { id: '1', text: 'send the list', due: null, done: false }
  await saveNote(deps, {
    sessionKey,
    participant: participant.id,
    text: 'of Dana',
    minutes: null,
    actions: [action],
  })
  await take(deps)
  return { deps, sessionKey }
}

const given = (deps: TestDeps) =>
  saveClient(deps, { clientId: 'lee', name: 'lee', addresses: [TEAM], kind: null, dontAsk: false })
const takenBack = (deps: TestDeps) => splitClient(deps, { clientId: 'dana', otherId: 'lee' })

const page = async ({ db }: TestDeps, clientId: string) => {
  const view = await clientPage(db, { clientId, now: NOW })
  if (view === null) throw new Error(`${clientId} is gone`)
  return view
}

describe.each([
  ['E17 after the address of a call went to somebody else', given, false],
  ['E17 after the merge in which a call was added was taken back', takenBack, true],
] as const)('%s, the call', (_, take, merged) => {
  it('counts for the one it was with alone, on every page', async () => {
    const { deps } = await books(take, { merged })
    const [dana, lee] = [await page(deps, 'dana'), await page(deps, 'lee')]
    expect([dana.uncovered.sessions, lee.uncovered.sessions]).toEqual([1, 0])
    expect([dana.statement.length, lee.statement.length]).toEqual([1, 0])
    expect([dana.notes.length, lee.notes.length]).toEqual([1, 0])
    const audits = [await clientAudit(deps.db, 'dana'), await clientAudit(deps.db, 'lee')]
    expect(audits.map(({ length }) => length)).toEqual([1, 0])
    for (const first of [1, 2]) {
      const { clients } = await clientsOverview(deps.db, NOW, first)
      expect(clients.map(({ id, uncovered }) => [id, uncovered.sessions])).toEqual(
        [
          ['dana', 1],
          ['lee', 0],
        ].slice(0, first),
      )
    }
    expect((await reports(deps.db)).clients.map(({ total }) => total)).toEqual([1])
  })

  it('says nothing of the other’s next session', async () => {
    const { deps } = await books(take, { merged })
    const card = await cardView(deps.db, 'next|-', NOW)
    const [lee] = card?.people ?? []
    if (!card || lee === undefined) throw new Error('No card')
    expect(lee.openActions).toEqual([])
    const supposed = { said: came, kind: 'paid', courtesy: false } as const
    expect(wouldBe(card, lee, supposed, NOW).withoutProgram).toMatchObject({ sessions: 1 })
    expect(await openAction(deps.db, 'next|-')).toBeNull()
    const { rows } = await upcomingSessions(deps.db, { now: NOW, until: NOW + 2 * DAY })
    expect(rows[0]?.people[0]).toMatchObject({
      would: { withoutProgram: { sessions: 1 } },
      brief: { lastMet: null, lastNote: null, openActions: [] },
    })
  })

  it('is not among what the line after the other’s next answer says is used', async () => {
    const { deps } = await books(take, { merged })
    await deps.db.programs.put(program({ clientId: 'lee', zone: 'UTC' }))
    deps.time.set(NOW + 2 * DAY)
    const answers = [{ participant: LEE, said: came, courtesy: false, minutes: null }]
    await answer(deps, intent(came, { intentId: 'lee', sessionKey: 'next|-', answers }))
    const card = await cardView(deps.db, 'next|-', deps.clock.now())
    expect(card && savedOf(card, LEE, deps.clock.now())?.program).toEqual({ used: 1, total: 12 })
  })

  it('has not spent the other’s free miss', async () => {
    const { deps } = await books(take, { merged, said: noShow })
    deps.time.set(NOW + 2 * DAY)
    const answers = [{ participant: LEE, said: noShow, courtesy: false, minutes: null }]
    await answer(deps, intent(noShow, { intentId: 'lee', sessionKey: 'next|-', answers }))
    expect(await deps.db.ledger.where('sessionKey', 'next|-')).toMatchObject([{ delta: 0 }])
  })

  it('E59 stays when the one who has its address now is erased', async () => {
    const { deps, sessionKey } = await books(take, { merged })
    expect(await erasing(deps.db, 'lee')).toMatchObject({ answers: 0, notes: 0 })
    await eraseClient(deps, { clientId: 'lee', dontAsk: false })
    const { statement, notes } = await page(deps, 'dana')
    expect([statement.length, notes.length]).toEqual([1, 1])
    expect(await deps.db.sessions.get(sessionKey)).toMatchObject({ standing: 'answered' })
  })
})
