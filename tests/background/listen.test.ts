import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Handlers, listen } from '../../entrypoints/background/listen.ts'
import { messageSchemas } from '../../lib/messages.ts'

type Ask = (message: { data: unknown; sender: unknown }) => Promise<unknown>
const registered = new Map<string, Ask>()
vi.mock('../../lib/messaging.ts', () => ({
  receive: (name: string, answer: Ask) => registered.set(name, answer),
}))

const HOME = 'chrome-extension://ours/'
const page = { id: 'ours', url: `${HOME}dashboard.html#/past` }
const bugs: string[] = []
const heard: string[] = []

beforeAll(() => {
  vi.stubGlobal('chrome', { runtime: { id: 'ours', getURL: (path: string) => `${HOME}${path}` } })
  const answered = async () => ({ ok: true, value: null })
  const handlers = Object.fromEntries(
    Object.keys(messageSchemas).map((name) => [
      name,
      () => {
        heard.push(name)
        if (name === 'pullNow') return Promise.reject(new Error('broken'))
        return name === 'letGo' ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : answered()
      },
    ]),
  ) as unknown as Handlers
  listen(handlers, (name) => bugs.push(name))
})
afterAll(() => vi.unstubAllGlobals())

const send = (name: string, sender: unknown, data: unknown = {}) => registered.get(name)?.({ data, sender })
const REFUSED = { ok: false, error: { reason: 'bad-message', failure: null } }

it('every message has an answer', () => {
  expect([...registered.keys()].sort()).toEqual(Object.keys(messageSchemas).sort())
})

it.each([
  [
    'a content script in a calendar page',
    { id: 'ours', url: 'https://calendar.google.com/', tab: { id: 1 } },
  ],
  ['a page whose address begins like ours', { id: 'ours', url: 'chrome-extension://ours.example/x' }],
  ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/page.html' }],
  ['another extension that names our page', { id: 'theirs', url: page.url }],
  ['nobody in particular', { id: 'ours' }],
])('%s is refused before anything is done', async (_, sender) => {
  heard.length = 0
  for (const name of Object.keys(messageSchemas)) expect(await send(name, sender)).toEqual(REFUSED)
  expect(heard).toEqual([])
})

it('our own page is heard, if what it says has the right shape', async () => {
  expect(await send('finishSetUp', page)).toEqual({ ok: true, value: null })
  expect(await send('withdraw', page, { proposalId: 7 })).toEqual(REFUSED)
})

it('E55 a full disk is answered, so that the page can say so', async () => {
  expect(await send('letGo', page, { queueId: 'uid|-#aaaaaaaaaa' })).toEqual({
    ok: false,
    error: { reason: 'storage', failure: null },
  })
})

it('a bug is reported and answered, never met with silence', async () => {
  expect(await send('pullNow', page)).toEqual({ ok: false, error: { reason: 'storage', failure: null } })
  expect(bugs).toContain('pullNow')
})
