import type { Step } from '../../components/welcome/frame.tsx'

/** What every step is given. */
export type StepProps = {
  readonly reached: number
  readonly onStep: (step: Step) => void
  /** Goes to the step after this one. */
  readonly onNext: () => void
  readonly tell: (words: string) => void
}
