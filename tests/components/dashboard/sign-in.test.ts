import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const send = vi.hoisted(() => vi.fn())
vi.mock('../../../lib/messaging.ts', () => ({ send }))

const { signIn } = await import('../../../entrypoints/dashboard/sign-in.ts')

const launch = vi.fn()
const before = (globalThis as { chrome?: unknown }).chrome
const ask = { provider: 'outlook', access: 'read', accountId: null } as const

beforeEach(() => {
  vi.clearAllMocks()
  ;(globalThis as { chrome?: unknown }).chrome = {
    identity: { getRedirectURL: () => 'https://id.example/', launchWebAuthFlow: launch },
  }
  send.mockImplementation(async (name: string) =>
    name === 'signInStart'
      ? { ok: true, value: { url: 'https://accounts.example/' } }
      : { ok: true, value: { accountId: 'a' } },
  )
})
afterEach(() => {
  ;(globalThis as { chrome?: unknown }).chrome = before
})

describe('signing in from a page', () => {
  it('opens the address that the background gave and hands back what came', async () => {
    launch.mockResolvedValue('https://id.example/#state=1')
    expect(await signIn(ask)).toEqual({ ok: true, value: { accountId: 'a' } })
    expect(send).toHaveBeenCalledWith('signInStart', { ...ask, redirectUri: 'https://id.example/' })
    expect(launch).toHaveBeenCalledWith({ url: 'https://accounts.example/', interactive: true })
    expect(send).toHaveBeenLastCalledWith('signInFinish', { redirectedTo: 'https://id.example/#state=1' })
  })

  it.each(['The user did not approve access.', 'User cancelled or denied access.'])(
    'calls a closed window closed, and finishes nothing: %s',
    async (words) => {
      launch.mockRejectedValue(new Error(words))
      expect(await signIn(ask)).toMatchObject({ ok: false, error: { reason: 'sign-in-closed' } })
      expect(send).toHaveBeenCalledOnce()
    },
  )

  it('tells a page that did not load from a window that was closed', async () => {
    launch.mockRejectedValue(new Error('Authorization page could not be loaded.'))
    expect(await signIn(ask)).toMatchObject({ ok: false, error: { reason: 'sign-in-unreachable' } })
  })

  it('passes on what the background refused: denied, forged, or a build without a client', async () => {
    send.mockResolvedValueOnce({ ok: false, error: { reason: 'no-client-id', failure: null } })
    expect(await signIn(ask)).toMatchObject({ ok: false, error: { reason: 'no-client-id' } })
    expect(launch).not.toHaveBeenCalled()
    launch.mockResolvedValue('https://id.example/#state=forged')
    send.mockResolvedValueOnce({ ok: true, value: { url: 'https://accounts.example/' } })
    send.mockResolvedValueOnce({ ok: false, error: { reason: 'sign-in-unknown', failure: null } })
    expect(await signIn(ask)).toMatchObject({ ok: false, error: { reason: 'sign-in-unknown' } })
  })
})
