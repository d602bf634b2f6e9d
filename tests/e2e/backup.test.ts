import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { eveningZone } from './harness/evening.ts'
import { startWorld, type World } from './harness/world.ts'
import { downloaded, putInPlace, rowsIn, saveBackup, sealWith, unlock } from './steps/backup.ts'
import { readBooks } from './steps/books.ts'
import { confirm, sayWhy } from './steps/card.ts'
import { openDashboard } from './steps/dashboard.ts'
import { attach, hear, pick, press, see, until, words } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

const PASSPHRASE = 'a quiet meadow'

describe('a backup made in Chromium and restored into Firefox', () => {
  let from: World
  let into: World
  let desk: Page
  let file: string

  beforeAll(async () => {
    from = await startWorld('chromium', { coach: { bare: true, sessions: [] } })
    const welcome = await openWelcome(from.driver)
    await connectPractice(welcome)
    await finishWelcome(welcome, [{ name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 }])
    await press(welcome, 'Try it on your last session (Dana Reyes')
    const card = await from.driver.waitForPage((url) => url.includes('/prompt.html'))
    await sayWhy(card, 'Client did not show up')
    await confirm(card)
  })
  afterAll(async () => {
    const problems = [await from?.driver.problems(), await into?.driver.problems()]
    await from?.close()
    await into?.close()
    expect(problems).toEqual([[], []])
  })

  it('is saved as one file, sealed with a passphrase', async () => {
    desk = await openDashboard(from.driver, 'settings')
    await see(desk, 'No backup was saved in this browser yet')
    await sealWith(desk, PASSPHRASE)
    expect(await portray(from.driver, desk, 'backup', sizes.dashboard)).toEqual([])
    file = await saveBackup(from.driver, desk)
    expect(file).toMatch(/afterward-backup-\d{4}-\d\d-\d\d\.json$/)
  })

  it('leaves a client’s statement as a file for a spreadsheet, and on paper without what is only for the coach', async () => {
    const clients = await openDashboard(from.driver, 'clients')
    await press(clients, 'Dana Reyes')
    await press(clients, 'Save as CSV')
    const csv = await downloaded(from.driver, '.csv')
    expect(basename(csv)).toMatch(/^Dana Reyes \d{4}-\d\d-\d\d\.csv$/)
    const [head, ...lines] = (await readFile(csv, 'utf8')).split('\r\n')
    expect(head).toBe('\uFEFFDate,Time,Time zone,Answer,Kind,Outcome,Uses,Minutes,Remarks')
    expect(lines).toEqual([expect.stringMatching(/,Client did not show up,Paid,Didn’t occur.*,1,,$/)])
    await clients.emulateMediaType('print')
    const paper = await words(clients)
    expect(paper).toContain('Dana Reyes')
    expect(paper).toContain('5 of 12 used')
    expect(paper).toContain('Client did not show up')
    expect(paper).not.toMatch(/Settings|Save as CSV|Sessions/)
    await from.driver.screenshot(clients, 'statement-on-paper')
    await clients.close()
  })

  it('E57 says why a wrong file or passphrase is refused, and touches nothing', async () => {
    into = await startWorld('firefox', { coach: { bare: true, sessions: [] } })
    desk = await openDashboard(into.driver, 'settings')
    await attach(desk, 'Backup file', import.meta.filename)
    await see(desk, 'This file is not an Afterward backup. Nothing here was changed.')
    await attach(desk, 'Backup file', file)
    await unlock(desk, 'another meadow')
    await see(desk, 'This is not the passphrase of this backup')
    expect((await readBooks(desk)).clients).toEqual([])
  })

  it('shows what it holds, asks, and puts the books in their place', async () => {
    await unlock(desk, PASSPHRASE)
    await see(desk, 'made with Afterward')
    expect(await portray(into.driver, desk, 'restore', sizes.dashboard)).toEqual([])
    await putInPlace(desk, async () =>
      expect(await portray(into.driver, desk, 'restore-confirm', sizes.dashboard)).toEqual([]),
    )
    const source = await openDashboard(from.driver, 'past')
    const [there, here] = [await readBooks(source), await readBooks(desk)]
    for (const table of ['clients', 'programs', 'answers', 'ledger', 'queue', 'outbox'] as const) {
      expect(here[table], table).toEqual(there[table])
    }
    expect(here.ledger).toHaveLength(1)
    const [before, after] = [there.settings[0]?.value, here.settings[0]?.value]
    expect(after).toEqual({ ...before, device: after?.device })
    expect(after?.device).not.toBe(before?.device)
    await press(desk, 'Go on')
    await see(desk, 'Last backup:')
  })
  it('is wanted every week: a line says so, and one press saves it like the last one', async () => {
    desk = await openDashboard(from.driver, 'settings')
    await pick(desk, 'Remind me to save one', 'week')
    await until(
      async () => (await readBooks(desk)).settings[0]?.value.backup?.every === 'week',
      'the setting',
    )
    // As if the last one had been saved eight days ago, without a passphrase.
    const made = { madeAt: Date.now() - 8 * 86_400_000, postponedAt: null, sealed: false }
    await desk.evaluate(
      (value) =>
        new Promise<void>((resolve) => {
          indexedDB.open('afterward').onsuccess = ({ target }) => {
            const { result: db } = target as IDBOpenDBRequest
            const write = db.transaction('drafts', 'readwrite')
            write.objectStore('drafts').put({ id: 'backup', value, updatedAt: value.madeAt })
            write.oncomplete = () => {
              db.close()
              resolve()
            }
          }
        }),
      made,
    )
    desk = await openDashboard(from.driver, 'past')
    await see(desk, 'One press saves them, without a passphrase')
    expect(await portray(from.driver, desk, 'backup-due', sizes.dashboard)).toEqual([])
    await hear(desk, 'The backup was handed to your browser’s downloads.', () => press(desk, 'Save a backup'))
    await desk.waitForFunction(() => !document.body.innerText.includes('Your last backup is of'))
    const open = await until(async () => {
      for (const name of await readdir(from.driver.downloads)) {
        if (!name.endsWith('.json')) continue
        const found = await rowsIn(join(from.driver.downloads, name)).catch(() => null)
        if (found) return found
      }
      return null
    }, 'a backup without a passphrase among the downloads')
    expect(open.answers).toHaveLength(1)
  })
})
