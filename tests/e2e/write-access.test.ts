import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../emulator/google/wire.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { answerSignIn, browsers, startWorld, type World } from './harness/world.ts'
import { readBooks, written } from './steps/books.ts'
import { promptGone, promptWindow, sayYes } from './steps/card.ts'
import { press, see } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { answered, inCalendar, letEnd, requestsFor } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('from a yes in the prompt to write access in %s', (browser) => {
  let world: World
  let prompt: Page
  let access: Page
  let event: Sent

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    await setUpDesk(world.driver, [{ name: 'Lee Park', kind: 'paid' }], 0)
    event = await letEnd(world, zone, { client: 'lee' })
    prompt = await promptWindow(world.driver, 45_000)
  })
  afterAll(() => endWorld(world))

  it('says who must allow it, and where', async () => {
    await sayYes(prompt)
    await see(prompt, 'the next step asks Google for permission to write')
    await press(prompt, 'Show them in Google Calendar')
    await see(prompt, 'One more step: Google must allow it')
    expect(await portray(world.driver, prompt, 'write-access-card', sizes.prompt)).toEqual([])
  })

  it('opens the dashboard at the one question to Google, and the prompt has nothing more to ask', async () => {
    await press(prompt, 'Ask Google in the dashboard')
    access = await world.driver.waitForPage((url) => url.includes('#/allow'))
    await see(access, 'Let Afterward write in Google Calendar')
    await see(access, '1 outcome waits here, safe, until then.')
    await promptGone(world.driver)
    expect(await portray(world.driver, access, 'write-access', sizes.dashboard)).toEqual([])
  })

  it('takes a no calmly: nothing is written, the answer stays', async () => {
    await press(access, 'Ask Google for write access')
    await answerSignIn(world.driver, { press: 'deny' })
    await see(access, 'Afterward goes on asking, deciding and keeping the books here.')
    const books = await readBooks(access)
    expect(books.accounts).toMatchObject([{ access: 'read', state: 'ok' }])
    expect(books.answers).toHaveLength(1)
    expect(requestsFor(world, 'PATCH', event)).toEqual([])
    await press(access, 'All right')
  })

  it('writes what waited as soon as Google allows it, and says so', async () => {
    await press(access, 'Ask Google for write access')
    await answerSignIn(world.driver)
    await see(access, '1 outcome is in Google Calendar now.', 30_000)
    await see(access, 'Afterward may write in Google Calendar')
    const heads = [...inCalendar(world, event).marks.heads.values()].flat()
    expect(heads.map(({ mark }) => mark)).toEqual(['completed'])
    await written(access, 'the answer', answered(event, 'occurred'))
    expect(await portray(world.driver, access, 'write-access-done', sizes.dashboard)).toEqual([])
  })
})
