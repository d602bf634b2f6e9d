import { afterEach, beforeEach, expect, it } from 'vitest'
import { statementCsv } from '../../../components/dashboard/statement-csv.ts'
import type { LedgerEntry } from '../../../lib/core/ledger.ts'
import en from '../../../public/_locales/en/messages.json'
import { useCatalogue } from '../../helpers/catalogue.ts'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => leave())

const entry = (over: Partial<LedgerEntry>): LedgerEntry => ({
  id: 'e1',
  answerId: 'a1',
  sessionKey: 'uid|-',
  participant: 'dana',
  address: 'dana@client.example',
  sessionStart: Date.UTC(2026, 9, 24, 22, 30),
  zone: 'Europe/Madrid',
  kind: 'paid',
  code: 'client-no-show',
  mark: 'didnt-occur',
  delta: 1,
  compensates: null,
  minutes: null,
  at: 0,
  ...over,
})

const HEAD = 'Date,Time,Time zone,Answer,Kind,Outcome,Uses,Minutes'

it('has a line for each entry, oldest first, on the day and hour of the session in its own zone', () => {
  const later = entry({
    sessionStart: Date.UTC(2026, 9, 26, 9, 0),
    code: 'occurred',
    mark: 'completed',
    minutes: 55,
  })
  expect(statementCsv([later, entry({ delta: 0, code: 'client-emergency', mark: 'to-reschedule' })])).toBe(
    [
      `\uFEFF${HEAD}`,
      '2026-10-25,00:30,Europe/Madrid,Client had an emergency,Paid,To reschedule,0,',
      '2026-10-26,10:00,Europe/Madrid,It happened,Paid,Completed,1,55',
    ].join('\r\n'),
  )
})

it('E54 nothing in it is a formula to a spreadsheet, and a comma stays within its cell', () => {
  const [, line] = statementCsv([entry({ mark: null })]).split('\r\n')
  expect(line).toBe('2026-10-25,00:30,Europe/Madrid,Client did not show up,Paid,,1,')
  const hostile = useCatalogue({ ...en, code_clientNoShow: { message: '=HYPERLINK("x"), @sum' } })
  const [, guarded] = statementCsv([entry({})]).split('\r\n')
  hostile()
  expect(guarded).toContain(`"'=HYPERLINK(""x""), @sum"`)
})
