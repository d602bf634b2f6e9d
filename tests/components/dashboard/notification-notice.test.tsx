import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NotificationNotice } from '../../../entrypoints/dashboard/notification-notice.tsx'
import { WiredRefused } from '../../../entrypoints/prompt/wired-refused.tsx'
import { defaultSettings } from '../../../lib/core/settings.ts'
import type { Database } from '../../../lib/store/db.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { createTestDatabase } from '../../helpers/store.ts'

let db: Database
let allowed: boolean
vi.mock('../../../lib/store/queries/live.ts', () => ({ booksForReading: () => db }))

const choose = (how: 'notification' | 'window') =>
  db.settings.put({ id: 'settings', value: { ...defaultSettings, ask: { ...defaultSettings.ask, how } } })

beforeEach(async () => {
  useCatalogue(en)
  db = createTestDatabase()
  allowed = false
  Object.assign(chrome, {
    permissions: {
      contains: async () => allowed,
      request: async () => {
        allowed = true
        return true
      },
    },
  })
  vi.stubGlobal('reportError', vi.fn())
  await choose('notification')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const SAID = /does not let Afterward notify|allows no notifications/
/** Opens a page anew; whether it says that notifications are refused. */
const says = async (Page: typeof NotificationNotice): Promise<boolean> => {
  cleanup()
  render(<Page />)
  return vi
    .waitFor(() => screen.getByText(SAID), { timeout: 150 })
    .then(
      () => true,
      () => false,
    )
}

it('E33 refused notifications are said once, on the page that comes first, and not again on any other', async () => {
  expect(await says(WiredRefused)).toBe(true)
  expect(await says(NotificationNotice)).toBe(false)
  expect(await says(WiredRefused)).toBe(false)
})

it('E33 are refused as well where the system holds back what the browser allows', async () => {
  allowed = true
  Object.assign(chrome, { notifications: { getPermissionLevel: async () => 'denied' } })
  expect(await says(WiredRefused)).toBe(true)
  Object.assign(chrome, { notifications: undefined })
  expect(await says(NotificationNotice)).toBe(false)
})

it('E33 stays while its page stands, says what asks instead, and goes when it was read', async () => {
  expect(await says(NotificationNotice)).toBe(true)
  expect(screen.getByText(/opens as a small window instead. The badge counts what waits/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'All right' }))
  expect(screen.queryByText(SAID)).toBeNull()
  expect(await says(NotificationNotice)).toBe(false)
})

it('E33 is not said while notifications are allowed or not wanted, and once more when they were lost in between', async () => {
  await choose('window')
  expect(await says(NotificationNotice)).toBe(false)
  await choose('notification')
  expect(await says(NotificationNotice)).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Allow notifications' }))
  await vi.waitFor(() => expect(screen.queryByText(SAID)).toBeNull())
  expect(await says(NotificationNotice)).toBe(false)
  allowed = false
  expect(await says(NotificationNotice)).toBe(true)
})
