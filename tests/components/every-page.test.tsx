import { cleanup } from '@testing-library/preact'
import type { ComponentChild } from 'preact'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { keepFocus } from '../../components/keep-focus.ts'
import { App } from '../../entrypoints/dashboard/app.tsx'
import { PopupApp } from '../../entrypoints/popup/popup-app.tsx'
import { PromptApp } from '../../entrypoints/prompt/prompt-app.tsx'
import { TrialApp } from '../../entrypoints/prompt/trial.tsx'
import { Welcome } from '../../entrypoints/welcome/welcome.tsx'
import type { Message, MessageName } from '../../lib/messages.ts'
import es from '../../public/_locales/es/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'
import { inGreek } from '../helpers/greek.ts'
import { useBrowser } from './every-page/browser.ts'
import { createCoach } from './every-page/coach.ts'
import { isNowhere, strollThrough } from './every-page/stroll.ts'
import { latinOn } from './every-page/words.ts'

let coach: Awaited<ReturnType<typeof createCoach>>
let takeAway: () => void
const bugs: unknown[] = []

vi.mock('../../lib/messaging.ts', () => ({
  send: <Name extends MessageName>(name: Name, message: Message<Name>) => coach.handlers[name](message),
}))

beforeAll(async () => {
  takeAway = useCatalogue(inGreek(es), 'el')
  useBrowser()
  vi.stubGlobal('reportError', (error: unknown) => bugs.push(error))
  coach = await createCoach()
  vi.useFakeTimers({ toFake: ['Date'], now: coach.now })
})
afterEach(async () => {
  cleanup()
  await coach.reset()
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  takeAway()
})

type Stroll = readonly [name: string, times: number, page: () => ComponentChild]

const dashboard = (place: string, hash = (): string => `#/${place}`): Stroll => [
  place,
  1,
  () => {
    location.hash = hash()
    return <App />
  },
]
const trial = (what: string): Stroll => [
  `a trial of ${what}`,
  1,
  () => <TrialApp what={what} sessionKey={null} />,
]

it.each<Stroll>([
  ['welcome', 4, () => <Welcome />],
  ['the popup', 3, () => <PopupApp />],
  ['the prompt window', 4, () => <PromptApp wanted={{ sessionKey: null, begin: 'question' }} />],
  ...['window', 'private', 'round-up'].map(trial),
  ...['past', 'upcoming', 'reschedule', 'clients', 'reports', 'search', 'settings', 'allow'].map((place) =>
    dashboard(place),
  ),
  dashboard('a client', () => `#/clients/${coach.clientId}`),
])(
  'says nothing in %s that is not in the catalogue, and never loses the focus',
  async (_, times, page) => {
    const foreign = new Map<string, string>()
    let looks = 0
    const lost: string[] = []
    // As every page does when it begins.
    const stop = keepFocus()
    await strollThrough(page, times, (used) => {
      looks += 1
      if (used !== '' && isNowhere()) lost.push(used)
      for (const text of latinOn(document.body)) foreign.set(text, `after ${used}`)
    })
    stop()
    expect(Object.fromEntries(foreign)).toEqual({})
    expect(bugs).toEqual([])
    expect(lost).toEqual([])
    expect(looks).toBeGreaterThan(3)
  },
  120_000,
)
