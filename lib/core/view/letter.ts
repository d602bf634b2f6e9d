import type { Outcome } from '../answer.ts'
import { type Letter, type LetterId, letterFor, letterValues, writeLetter } from '../letter.ts'
import type { LetterLanguage } from '../letter-placeholder.ts'
import { letterLanguage, templateOf } from '../letter-templates.ts'
import type { Kind } from '../policy.ts'
import type { LetterSettings } from '../settings.ts'
import { type Interval, isKnownZone } from '../time.ts'

/** Whom a letter is to and what it may speak of, as the books have it. Times in epoch ms. */
export type LetterSubject = {
  readonly name: string
  /** null: nobody is known under an address, so the coach fills it in. */
  readonly address: string | null
  readonly zone: string | undefined
  readonly language: string | undefined
  readonly session: Interval
  /** Not said yet counts as paid: those letters promise the least. */
  readonly kind: Kind
  readonly outcome: Outcome | null
  /** Times that are kept for the client now, or of which they have to hear. */
  readonly times: readonly Interval[]
  /** The time they were invited to, or were offered last, or the make-up once there is one. */
  readonly newTime: Interval | null
  /**
   * What became of the latest offer: the client was invited; its times are free again; they accepted more than one, of which `times` were
   * let go. null: times are kept, or none ever were.
   */
  readonly offered: 'invited' | 'released' | 'one-of-two' | null
  readonly settings: LetterSettings | undefined
}

/** Where the coach is: their zone and the locale of their words. */
export type Here = { readonly zone: string; readonly locale: string }

/** The letters that fit, the likeliest first. `now` in epoch ms. */
export const lettersAbout = (subject: LetterSubject, now: number): readonly LetterId[] => {
  const { session, outcome, kind, times, offered } = subject
  const about = letterFor(outcome, kind)
  const found: readonly (LetterId | false | null)[] = [
    offered === 'invited' && 'invitation',
    offered === 'released' && 'time-released',
    offered === 'one-of-two' && 'one-of-two',
    about,
    offered === null && times.length > 0 && 'times-offered',
    now < session.start && 'confirm',
    about === null && session.start <= now && now < session.end && 'are-you-joining',
  ]
  return found.filter((id): id is LetterId => Boolean(id))
}

/** A letter as it is first shown, and in whose language and zone. */
export type WrittenLetter = {
  readonly letter: Letter
  readonly language: LetterLanguage
  readonly zone: string
}

/** The letter in the client's language and zone; in the coach's where the client's is not known, or not to this browser. */
export const letterAbout = (id: LetterId, subject: LetterSubject, here: Here): WrittenLetter => {
  const { language, locale } = letterLanguage(subject.language, here.locale)
  const zone = subject.zone !== undefined && isKnownZone(subject.zone) ? subject.zone : here.zone
  const { name, session, times, newTime, settings } = subject
  const values = letterValues({
    name,
    session,
    times,
    newTime: newTime ?? times[0] ?? null,
    zone,
    locale,
    coach: settings?.signature ?? '',
  })
  return { letter: writeLetter(templateOf(id, language, settings?.templates), values), language, zone }
}
