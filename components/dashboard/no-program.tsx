import { plural, t } from '../../lib/browser/i18n.ts'
import type { ClientView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { EmptyState } from '../feedback.tsx'
import { shortDate } from '../format.ts'

/** A client without a program: what one is for, what was counted so far, and where a program may be that is not here. */
export const NoProgram = ({
  view: { client, uncovered, elsewhere },
  now,
  onSetUp,
}: {
  readonly view: Pick<ClientView, 'client' | 'uncovered' | 'elsewhere'>
  readonly now: number
  readonly onSetUp: () => void
}) => (
  <EmptyState
    title={t('client_noProgram', client.name)}
    action={
      <Button variant="primary" onClick={onSetUp}>
        {t('client_setUp')}
      </Button>
    }
  >
    {uncovered.since === null
      ? t('client_noProgramHow')
      : elsewhere
        ? t('client_noProgramElsewhere', shortDate(uncovered.since, now), uncovered.sessions)
        : plural('client_noProgramSince', uncovered.sessions, shortDate(uncovered.since, now))}
  </EmptyState>
)
