import { Button } from '../../components/button.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import { readCalendars } from './read-calendars.ts'

/** Reads every watched calendar at once, also while something else is under way with an account: a sign-in may take minutes. */
export const ReadNow = ({ tell }: { readonly tell: (words: string) => void }) => {
  const act = useAct()
  return (
    <>
      <div class="row-actions">
        <Button
          size="sm"
          busy={act.busy.has('pull')}
          onClick={() => act.run('pull', readCalendars, () => tell(t('sync_pulled')))}
        >
          {t('sync_pull')}
        </Button>
      </div>
      <RefusalNote act={act} names={['pull']} />
    </>
  )
}
