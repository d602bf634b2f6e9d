import { afterEach, beforeEach, expect, it } from 'vitest'
import { ledgerCsv, statementCsv } from '../../../components/dashboard/statement-csv.ts'
import type { Client } from '../../../lib/core/client.ts'
import type { LedgerEntry } from '../../../lib/core/ledger.ts'
import type { StatementLine } from '../../../lib/core/view/statement.ts'
import en from '../../../public/_locales/en/messages.json'
import { entryOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => leave())

const entry = (over: Partial<LedgerEntry>): LedgerEntry =>
  entryOf({
    sessionStart: Date.UTC(2026, 9, 24, 22, 30),
    zone: 'Europe/Madrid',
    code: 'client-no-show',
    mark: 'didnt-occur',
    at: 0,
    ...over,
  })

const line = (over: Partial<StatementLine>): StatementLine => ({ remarks: [], ...entry(over), ...over })

const HEAD = 'Date,Time,Time zone,Answer,Kind,Outcome,Uses,Minutes'

it('has a line for each entry, oldest first, on the day and hour of the session in its own zone', () => {
  const later = line({
    sessionStart: Date.UTC(2026, 9, 26, 9, 0),
    code: 'occurred',
    mark: 'completed',
    minutes: 55,
  })
  expect(statementCsv([later, line({ delta: 0, code: 'client-emergency', mark: 'to-reschedule' })])).toBe(
    [
      `\uFEFF${HEAD},Remarks`,
      '2026-10-25,00:30,Europe/Madrid,Client had an emergency,Paid,To reschedule,0,,',
      '2026-10-26,10:00,Europe/Madrid,It happened,Paid,Completed,1,55,',
    ].join('\r\n'),
  )
})

it('names in words what its answer alone does not say', () => {
  const remarks = ['make-up', 'free-miss'] as const
  const [, written] = statementCsv([line({ delta: 0, remarks })]).split('\r\n')
  expect(written).toBe(
    '2026-10-25,00:30,Europe/Madrid,Client did not show up,Paid,Didn’t occur,0,,"Make-up, Free miss"',
  )
})

it('E41 names the month that a session takes beyond its allowance, and its year', () => {
  const overMonth = { month: '2026-10', used: 4, over: 1, allowance: 2, left: 0, madeUp: true }
  const [, written] = statementCsv([line({ remarks: ['make-up'], overMonth })]).split('\r\n')
  expect(written).toContain('"Make-up, October 2026: 4 of 2 used, with make-ups of earlier months, 1 over"')
})

it('E54 nothing in it is a formula to a spreadsheet, and a comma stays within its cell', () => {
  const [, written] = statementCsv([line({ mark: null })]).split('\r\n')
  expect(written).toBe('2026-10-25,00:30,Europe/Madrid,Client did not show up,Paid,,1,,')
  const hostile = useCatalogue({ ...en, code_clientNoShow: { message: '=HYPERLINK("x"), @sum' } })
  const [, guarded] = statementCsv([line({})]).split('\r\n')
  hostile()
  expect(guarded).toContain(`"'=HYPERLINK(""x""), @sum"`)
})

const client = (over: Partial<Client>): Client => ({
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  titles: [],
  participants: [],
  kinds: [],
  dontAsk: false,
  createdAt: 0,
  ...over,
})

it('the whole ledger reads as it grew: whose a line is, what was taken back, and uses that add up', () => {
  const first = entry({ at: Date.UTC(2026, 9, 25, 8, 0) })
  const back = entry({
    id: 'e1|undo',
    delta: -1,
    compensates: 'e1',
    at: Date.UTC(2026, 9, 25, 9, 0),
  })
  const stranger = entry({ id: 'e2', address: 'lee@client.example', at: Date.UTC(2026, 9, 25, 10, 0) })
  const nobody = entry({ id: 'e3', address: null, at: Date.UTC(2026, 9, 25, 11, 0) })
  const session = '2026-10-25,00:30,Europe/Madrid'
  expect(ledgerCsv([nobody, back, stranger, first], [client({})])).toBe(
    [
      `\uFEFFClient,${HEAD},Entered (UTC)`,
      `Dana Reyes,${session},Client did not show up,Paid,Didn’t occur,1,,2026-10-25T08:00:00Z`,
      `Dana Reyes,${session},Taken back,Paid,Didn’t occur,-1,,2026-10-25T09:00:00Z`,
      `lee@client.example,${session},Client did not show up,Paid,Didn’t occur,1,,2026-10-25T10:00:00Z`,
      `,${session},Client did not show up,Paid,Didn’t occur,1,,2026-10-25T11:00:00Z`,
    ].join('\r\n'),
  )
})

it.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1'])(
  'E54 a client called %j is a name to a spreadsheet',
  (name) => {
    const [, ...rest] = ledgerCsv([entry({})], [client({ name })]).split('\r\n')
    expect(rest.join('\r\n')).toMatch(/^"?'/)
  },
)
