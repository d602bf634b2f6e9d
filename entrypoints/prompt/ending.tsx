import { AllDone } from '../../components/prompt/all-done.tsx'
import { close } from './use-closing.ts'
import type { useExplaining } from './use-explaining.ts'
import { WiredConsent } from './wired-consent.tsx'

/** After the last card: the first write explains itself, or nothing waits. `putOff`: because it was put off. */
export const Ending = ({
  explaining: { now, done },
  putOff,
}: {
  readonly explaining: ReturnType<typeof useExplaining>
  readonly putOff: boolean
}) => (now ? <WiredConsent now={now} onDone={done} /> : <AllDone putOff={putOff} onClose={close} />)
