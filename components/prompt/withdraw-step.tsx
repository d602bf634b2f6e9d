import { plural, t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { RefusalNote } from '../refusal.tsx'
import { useAct } from '../use-act.ts'
import type { CardApi, StillOffered } from './card-api.ts'
import { Heading } from './heading.tsx'
import { titleWords } from './title-words.ts'

/** After an answer that takes a session out of the queue while times are on offer for it: asks before they are withdrawn (E37). */
export const WithdrawStep = ({
  api,
  offered,
  name,
  hidden,
  onDone,
}: {
  readonly api: Pick<CardApi, 'withdraw'>
  readonly offered: StillOffered
  readonly name: string | null
  /** A private screen shows no address. */
  readonly hidden: boolean
  readonly onDone: () => void
}) => {
  const act = useAct()
  const { proposalId, times, mails } = offered
  const withdraw = () => act.run('withdraw', () => api.withdraw(proposalId), onDone)
  return (
    <section class="card after">
      <div class="body">
        <Heading of={`withdraw ${proposalId}`}>{titleWords('prompt_withdrawTitle', name)}</Heading>
        <p class="lead">{plural('prompt_withdrawLead', times)}</p>
      </div>
      <footer class="verdict plain">
        <RefusalNote act={act} names={['withdraw']} retry={withdraw} />
        <Button wide variant="primary" busy={act.busy.size > 0} onClick={withdraw}>
          {mails === null
            ? t('queue_withdraw')
            : t('queue_withdrawMails', hidden ? t('offer_theClient') : mails)}
        </Button>
        <Button wide onClick={onDone}>
          {t('prompt_withdrawNot')}
        </Button>
      </footer>
    </section>
  )
}
