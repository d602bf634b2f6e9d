import type { Apart } from './apart.ts'
import type { BackupEvery } from './backup.ts'
import type { LetterEdits } from './letter.ts'
import type { Policy } from './policy.ts'
import { defaultPolicy } from './policy-default.ts'
import type { PolicyFault } from './policy-document.ts'
import { MINUTE } from './time.ts'
import type { VisibleChoice } from './visible.ts'

/** Wall-clock times 'HH:MM' of one working day; several stretches leave breaks between them. */
export type WorkingHours = Readonly<
  Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly { start: string; end: string }[] | undefined>>
>

/** How the coach signs letters, and the templates they changed. */
export type LetterSettings = { readonly signature: string; readonly templates: LetterEdits }

/**
 * The policy that an organisation set (PRODUCT 2). `fault`: what it now sets cannot be read as one; then `policy` is the last that could,
 * or null when none ever could.
 */
export type OrganisationPolicy = { readonly policy: Policy | null; readonly fault: PolicyFault | null }

/** Everything the coach can set; one row, defaults below. */
export type Settings = {
  /** When this browser first had Afterward, epoch ms: what ended before is not asked (E30). 0 until set up. */
  readonly installedAt: number
  /** Random name of this browser among the coach's; new after a restore. */
  readonly device: string
  readonly setUp: boolean
  readonly ask: {
    readonly when: 'after-session' | 'end-of-day' | 'badge-only'
    /** 'HH:MM', for end-of-day and the round-up. */
    readonly endOfDay: string
    readonly graceMinutes: number
    readonly how: 'window' | 'notification'
    readonly quiet: { readonly from: string; readonly to: string } | null
    readonly singleKeys: boolean
    readonly privateScreen: boolean
  }
  readonly annotations: {
    /** ask: explain once, then the coach decides (PRODUCT 7). */
    readonly consent: 'ask' | 'on' | 'off'
    /** Calendar keys where it is off although consent is on, and the reverse for calendars not owned. */
    readonly off: readonly string[]
    readonly on: readonly string[]
  }
  /** How outcomes are shown on the events themselves, opted into (PRODUCT 7); absent: not at all. */
  readonly visible?: VisibleChoice
  readonly reschedule: {
    /** null: inferred from past sessions. */
    readonly hours: WorkingHours | null
    readonly bufferMinutes: number
    readonly leadHours: number
    readonly horizonDays: number
    readonly holds: number
    readonly maxHeld: number
    readonly holdDays: number
    /** How long an invitation can be taken back before anybody hears of it; 3 when never set. */
    readonly undoMinutes?: number | undefined
    /** Make-ups in a row before the coach is asked whether another is meant; null: no such limit. */
    readonly maxChain?: number | null | undefined
  }
  /** Absent until the coach has written something of their own. */
  readonly letters?: LetterSettings
  /** The coach's own policy; null: the built-in one. */
  readonly policy: Policy | null
  /** What the coach's organisation set through the browser; absent: nothing. */
  readonly organisation?: OrganisationPolicy
  /** How often the coach is reminded of a backup; absent: every month (PRODUCT 8). */
  readonly backup?: { readonly every: BackupEvery }
  /** Meetings that look like one and are two, by the coach's word (PRODUCT 12); absent: none. */
  readonly apart?: readonly Apart[]
}

export const defaultSettings: Settings = {
  installedAt: 0,
  device: '',
  setUp: false,
  ask: {
    when: 'after-session',
    endOfDay: '18:00',
    graceMinutes: 5,
    how: 'window',
    quiet: null,
    singleKeys: true,
    privateScreen: false,
  },
  annotations: { consent: 'ask', off: [], on: [] },
  reschedule: {
    hours: null,
    bufferMinutes: 0,
    leadHours: 12,
    horizonDays: 21,
    holds: 3,
    maxHeld: 9,
    holdDays: 5,
    undoMinutes: 3,
    maxChain: null,
  },
  policy: null,
}

/** How often a backup is wanted. */
export const backupEvery = ({ backup }: Pick<Settings, 'backup'>): BackupEvery => backup?.every ?? 'month'

/** The undo window (PRODUCT 2), ms: what others would see waits so long before it goes out. */
export const undoMs = ({ reschedule }: Pick<Settings, 'reschedule'>): number =>
  (reschedule.undoMinutes ?? 3) * MINUTE

/** The policy that decides now: the organisation's, else the coach's own, else the built-in one. */
export const policyOf = (settings: Pick<Settings, 'policy' | 'organisation'> | undefined): Policy =>
  settings?.organisation?.policy ?? settings?.policy ?? defaultPolicy
