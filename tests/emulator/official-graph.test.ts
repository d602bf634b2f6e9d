import { afterAll } from 'vitest'
import { graphSummary } from './official-graph.ts'
import { judgeGraphEvents } from './official-graph-events.ts'
import { judgeGraphLists } from './official-graph-lists.ts'

/**
 * Microsoft's own Node client judges this half of the emulator as it would judge Graph: every answer must be one it
 * accepts. The final print says how much of the API it drove.
 */
afterAll(() => console.log(graphSummary()))

judgeGraphLists()
judgeGraphEvents()
