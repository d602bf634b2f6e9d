import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { removeAccount } from '../../lib/flow/remove-account.ts'
import { accountOf, eventOf, recordOf, settingsWith } from '../helpers/books.ts'
import { came, intent, KEY } from './answering.ts'
import { setUp } from './pushing.ts'

/** An account with one annotated event. */
const annotated = async () => {
  const world = await setUp()
  await answer(world.deps, intent(came))
  await push(world.deps)
  return { ...world, marks: () => Object.keys(world.calendar.events.get('event1')?.marks ?? {}) }
}

const remove = ({ deps }: Awaited<ReturnType<typeof setUp>>, takeBack: boolean) =>
  removeAccount(deps, { accountId: 'acc', takeBack })

describe('E46 an account that is removed', () => {
  it('E46 leaves its annotations on the events, so that they are found again', async () => {
    const world = await annotated()
    await remove(world, false)
    expect(world.marks()).toContain(MARK.any)
    expect(await world.deps.db.accounts.count()).toBe(0)
  })

  it('E46 takes them back first where the coach wants that; outcomes and books stay', async () => {
    const world = await annotated()
    await remove(world, true)
    expect(world.marks()).toEqual([])
    const { db } = world.deps
    expect([await db.accounts.count(), await db.outbox.count()]).toEqual([0, 0])
    expect((await db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({ mark: 'completed' })
    expect(await db.ledger.count()).toBe(1)
    // The coach's word on annotations holds for the other accounts.
    expect((await db.settings.get('settings'))?.value).toEqual(settingsWith())
  })

  it('E46 paused, its annotations are taken back all the same', async () => {
    const world = await annotated()
    await world.deps.db.accounts.put(accountOf({ paused: true }))
    await remove(world, true)
    expect(world.marks()).toEqual([])
  })

  it('E46 what could not be taken back is listed as discarded', async () => {
    const world = await annotated()
    world.calendar.faults.push({ failure: { type: 'offline' } })
    await remove(world, true)
    expect(await world.rows()).toMatchObject([
      { operation: { type: 'strip' }, state: 'dead', lastFailure: { reason: 'account-removed' } },
    ])
  })

  it('E46 takes nothing from another account', async () => {
    const world = await annotated()
    const other = { ...recordOf(eventOf({ id: 'theirs', marks: { [MARK.any]: '1' } })), key: 'far/theirs' }
    await world.deps.db.events.put({ ...other, calendarKey: 'far' })
    await remove(world, true)
    expect(world.calendar.calls.map(({ id }) => id)).not.toContain('theirs')
    expect(await world.deps.db.events.all()).toHaveLength(1)
  })
})
