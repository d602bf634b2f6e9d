import { askingMutations } from './asking.ts'
import { backupMutations } from './backups.ts'
import { bookMutations } from './books.ts'
import { calendarMutations } from './calendar.ts'
import { movingMutations } from './moving.ts'
import type { Mutation } from './mutation.ts'
import { wordMutations } from './words.ts'

/** Every slip that the simulation has to notice. */
export const MUTATIONS: readonly Mutation[] = [
  ...bookMutations,
  ...calendarMutations,
  ...askingMutations,
  ...backupMutations,
  ...wordMutations,
  ...movingMutations,
]
