import { SheetPart } from '../../components/dashboard/sheet-button.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { dateOf } from '../../lib/core/time.ts'
import { everyEntry } from '../../lib/store/queries/ledger.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { saveAsFile } from './save-as-file.ts'

/** Every line of the books as a file for a spreadsheet; what writes CSV is fetched when it is first wanted. */
export const LedgerFile = ({
  now,
  tell,
}: {
  readonly now: number
  readonly tell: (words: string) => void
}) => (
  <SheetPart
    hint={t('data_ledgerHint')}
    label={t('data_ledgerSave')}
    failure={t('data_ledgerFailed')}
    save={async () => {
      const [{ ledgerCsv }, { entries, clients }] = await Promise.all([
        import('../../components/dashboard/statement-csv.ts'),
        everyEntry(booksForReading()),
      ])
      const name = `afterward-ledger-${dateOf(now, Temporal.Now.timeZoneId())}.csv`
      saveAsFile(name, ledgerCsv(entries, clients), 'text/csv')
      tell(t('data_ledgerSaved'))
    }}
  />
)
