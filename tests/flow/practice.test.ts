import { expect, it } from 'vitest'
import { MINUTE } from '../../lib/core/time.ts'
import { startPractice } from '../../lib/flow/account.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { install } from '../../lib/flow/install.ts'
import { pull } from '../../lib/flow/pull.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import { finishSetUp } from '../../lib/flow/settings.ts'
import { undo } from '../../lib/flow/undo.ts'
import { createOffice } from '../calendars/person.ts'
import { ANYONE } from './pulling.ts'

/** A coach who has just installed Afterward and gone through the welcome page with Practice, up to its last step. */
const almostSetUp = async () => {
  const { deps } = await createOffice()
  await install(deps)
  deps.time.advance(MINUTE)
  await startPractice(deps)
  await pull(deps)
  await saveRules(deps, { rules: [ANYONE] })
  const open = (await deps.db.sessions.all()).filter(
    (session) => session.open === 1 && session.end <= deps.clock.now(),
  )
  return { deps, open }
}

it('E30 Practice asks about the session that ended just before it was connected, and about nothing older', async () => {
  const { deps, open } = await almostSetUp()
  expect(open).toMatchObject([{ title: 'Coaching: Dana Reyes', standing: 'open' }])
  await finishSetUp(deps)
  // The check-in beside it is over: nothing holds the question back.
  deps.time.advance(10 * MINUTE)
  await ask(deps)
  expect(deps.told.prompts[0]?.[0]).toBe(open[0]?.key)
})

it('E30 what Practice asked about is asked about again when its answer is undone', async () => {
  const { deps, open } = await almostSetUp()
  const [session] = open
  const participant = session?.participants[0]?.id ?? ''
  const sessionKey = session?.key ?? ''
  await answer(deps, {
    intentId: 'i',
    sessionKey,
    kind: 'paid',
    answers: [{ participant, said: { occurred: true }, courtesy: false, minutes: null }],
  })
  await undo(deps, { intentId: 'u', sessionKey, participants: [participant] })
  expect(await deps.db.sessions.get(sessionKey)).toMatchObject({ standing: 'open', open: 1 })
})

it('no window opens over the welcome page, and one that is never finished holds questions back for half an hour only', async () => {
  const { deps } = await almostSetUp()
  const left = deps.clock.now() - MINUTE + 30 * MINUTE
  deps.time.advance(10 * MINUTE)
  expect(await ask(deps)).toEqual({ wakeAt: left })
  expect(deps.told.prompts).toEqual([])
  expect(deps.told.badges.at(-1)).toEqual({ waiting: 2, attention: false })
  deps.time.set(left)
  await ask(deps)
  expect(deps.told.prompts).toHaveLength(1)
})
