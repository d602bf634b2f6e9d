import { readFile } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BACKUP_TABLES, type BackupRows } from '../../lib/tables.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { startWorld, type World } from './harness/world.ts'
import { differences, downloaded, putInPlace, rowsIn, saveBackup } from './steps/backup.ts'
import { readBooks, written } from './steps/books.ts'
import { promptWindow, sayWhy, sayYes } from './steps/card.ts'
import { allowWriting, openDashboard } from './steps/dashboard.ts'
import { attach, press, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { answered, letEnd } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe('a backup made in Chromium while an outcome still had to be written, restored into Firefox', () => {
  let from: World
  let into: World
  let desk: Page
  let file: string
  let saved: BackupRows

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    from = await startWorld('chromium', { coach: { zone, bare: true, sessions } })
    const { driver, emulator } = from
    const lee = { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 } as const
    desk = await setUpDesk(driver, [lee], 0)
    await press(desk, 'Write outcomes into the calendar')
    const done = await letEnd(from, zone, { client: 'lee' })
    const first = await promptWindow(driver, 45_000)
    await sayYes(first)
    await see(first, 'Saved: Lee Park, Completed 5/12')
    await first.close()
    await allowWriting(driver, desk)
    await written(desk, 'the first answer', answered(done, 'occurred'))

    await letEnd(from, zone, { client: 'lee', inMs: 4_000 })
    emulator.faults.next({ kind: 'lost-request', times: 1_000_000 })
    const second = await promptWindow(driver, 45_000)
    await sayWhy(second, 'Client did not show up')
    await press(second, 'Confirm: counts, 6 of 12')
    await until(
      async () => (await readBooks(desk)).outbox[0]?.lastFailure?.type === 'offline',
      'the first try',
    )
    await second.close()
  })
  afterAll(async () => {
    // The network was taken away from the one, and the other has no sign-in.
    await endWorld(from, 'Failed to load resource')
    await endWorld(into)
  })

  it('holds every table but the sign-ins, with what still had to be written', async () => {
    file = await saveBackup(from.driver, desk)
    expect(Object.keys(JSON.parse(JSON.parse(await readFile(file, 'utf8')).content)).sort()).toEqual(
      [...BACKUP_TABLES].sort(),
    )
    saved = await rowsIn(file)
    expect(saved.outbox.map(({ state }) => state)).toEqual(['queued'])
    expect(saved.ledger).toHaveLength(2)
  })

  it('has beside it the whole ledger for a spreadsheet', async () => {
    await press(desk, 'Save the ledger as CSV')
    const [head, ...lines] = (await readFile(await downloaded(from.driver, '.csv'), 'utf8')).split('\r\n')
    expect(head).toMatch(/^\uFEFFClient,Date,Time,Time zone,Answer,Kind,Outcome,Uses,Minutes,Entered/)
    expect(lines).toEqual([
      expect.stringMatching(/^Lee Park,.*,It happened,Paid,Completed,1,/),
      expect.stringMatching(/^Lee Park,.*,Client did not show up,Paid,Didn’t occur,1,/),
    ])
    expect(await portray(from.driver, desk, 'ledger-saved', sizes.dashboard)).toEqual([])
  })

  it('is the same there bit for bit, and what had to be written waits for the coach', async () => {
    into = await startWorld('firefox', { coach: { zone, bare: true, sessions: [] } })
    const there = await openDashboard(into.driver, 'settings')
    await attach(there, 'Backup file', file)
    await putInPlace(there)

    const here = await readBooks(there)
    const drafts = saved.drafts.filter(({ id }) => id !== 'backup')
    // The restored browser has no sign-in; it may have tried to read by now, and says so on the calendar. What a browser goes on
    // writing by itself is only to be there still.
    const tried: typeof here = {
      ...here,
      calendars: here.calendars.map((row, index) =>
        row.lastFailure?.type === 'sign-in-needed'
          ? { ...row, lastFailure: saved.calendars[index]?.lastFailure ?? null }
          : row,
      ),
      drafts,
      diagnostics: saved.diagnostics,
    }
    expect(differences(tried, saved)).toEqual([])
    expect(here.outbox).toEqual(saved.outbox.map((write) => ({ ...write, state: 'paused' })))
    expect(here.drafts).toEqual(expect.arrayContaining(drafts))
    expect(here.diagnostics).toEqual(expect.arrayContaining([...saved.diagnostics]))

    await press(there, 'Go on')
    await see(there, 'Arrived with a backup and waits for your word.')
    expect(await portray(into.driver, there, 'restored-waiting', sizes.dashboard)).toEqual([])
    expect(into.emulator.log.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})
