import { defaultHours } from './hours.ts'
import type { Letter, LetterEdits, LetterId } from './letter.ts'
import type { LetterSettings, Settings } from './settings.ts'

type Some<T> = { readonly [Name in keyof T]?: T[Name] | undefined }
type Quiet = NonNullable<Settings['ask']['quiet']>

/** Quiet hours as they begin when the coach switches them on. */
export const defaultQuiet: Quiet = { from: '20:00', to: '08:00' }

/** What changed of when and how the coach is asked; `quiet`: null is off, and one end leaves the other as it is. */
export type AskChange = Some<Omit<Settings['ask'], 'quiet'>> & {
  readonly quiet?: Some<Quiet> | null | undefined
}

/** What changed of where free times are looked for; `hours`: the days that changed, or null for inferred again. */
export type RescheduleChange = Some<Settings['reschedule']>

/** The name under letters, or one template; `letter` null: ours again. */
export type LettersChange = {
  readonly signature?: string | undefined
  readonly template?:
    | { readonly id: LetterId; readonly language: string; readonly letter: Letter | null }
    | undefined
}

/** Just what the coach changed; everything else stays as it is stored when the change arrives. */
export type SettingsChange = {
  readonly ask?: AskChange | undefined
  readonly reschedule?: RescheduleChange | undefined
  readonly letters?: LettersChange | undefined
  readonly backup?: Settings['backup'] | undefined
}

/** Absent and undefined are the same: a message between the browser's processes may keep either. */
const over = <T extends object>(before: T, change: Some<T>): T => ({
  ...before,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
})

const askAfter = (before: Settings['ask'], { quiet, ...rest }: AskChange): Settings['ask'] => ({
  ...over(before, rest),
  quiet: quiet === undefined ? before.quiet : quiet && over(before.quiet ?? defaultQuiet, quiet),
})

const rescheduleAfter = (
  before: Settings['reschedule'],
  { hours, ...rest }: RescheduleChange,
): Settings['reschedule'] => ({
  ...over(before, rest),
  hours: hours === undefined ? before.hours : hours && over(before.hours ?? defaultHours, hours),
})

const noLetters: LetterSettings = { signature: '', templates: {} }

/** The coach's templates with one more of their own, or, with `letter` null, without it. */
const templatesAfter = (
  before: LetterEdits,
  { id, language, letter }: NonNullable<LettersChange['template']>,
): LetterEdits => {
  const { [id]: known, ...others } = before
  const { [language]: _, ...rest } = known ?? {}
  const own = letter === null ? rest : { ...rest, [language]: letter }
  return Object.keys(own).length === 0 ? others : { ...others, [id]: own }
}

const lettersAfter = (
  before: LetterSettings,
  { signature = before.signature, template }: LettersChange,
): LetterSettings => ({
  signature,
  templates: template ? templatesAfter(before.templates, template) : before.templates,
})

/** The settings with what the coach changed. Of two changes made at once neither undoes the other. */
export const settingsAfter = (
  before: Settings,
  { ask, reschedule, letters, backup }: SettingsChange,
): Settings => ({
  ...before,
  ask: ask ? askAfter(before.ask, ask) : before.ask,
  reschedule: reschedule ? rescheduleAfter(before.reschedule, reschedule) : before.reschedule,
  ...(backup ? { backup } : {}),
  ...(letters ? { letters: lettersAfter(before.letters ?? noLetters, letters) } : {}),
})
