import { afterAll } from 'vitest'
import { summary } from './official.ts'
import { judgeCalendars } from './official-calendars.ts'
import { judgeEvents } from './official-events.ts'
import { judgeLists } from './official-lists.ts'

/**
 * The real Google client, with its transport led to the emulator, is the judge: it must be able to do everything it
 * does with Google, and its typed answers must hold what they promise.
 */
judgeCalendars()
judgeEvents()
judgeLists()

afterAll(() => console.log(summary()))
