import { SheetPart } from '../../components/dashboard/sheet-button.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { everyTimeline } from '../../lib/store/queries/record.ts'
import { saveEvidence } from './save-evidence.ts'

/** What the calendars showed of every session, as a file for a spreadsheet: the "evidence" of Settings → Advanced. */
export const EvidenceFile = ({
  now,
  tell,
}: {
  readonly now: number
  readonly tell: (words: string) => void
}) => (
  <SheetPart
    hint={t('evidence_hint')}
    label={t('evidence_save')}
    failure={t('evidence_failed')}
    save={async () => {
      await saveEvidence(await everyTimeline(booksForReading()), now, 'afterward-evidence')
      tell(t('evidence_saved'))
    }}
  />
)
