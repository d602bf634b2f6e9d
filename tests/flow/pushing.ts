import { fill } from '../helpers/books.ts'
import { createFakeCalendar } from '../helpers/calendar.ts'
import { createTestDeps } from '../helpers/deps.ts'

/** A store with one answered-for event, and the calendar that holds it. */
export const setUp = async (rows: Parameters<typeof fill>[1] = {}) => {
  const calendar = createFakeCalendar()
  const deps = await createTestDeps({ calendar })
  await fill(deps, rows)
  return {
    calendar,
    deps,
    rows: () => deps.db.outbox.all(),
    stored: () => deps.db.events.get('work/event1'),
  }
}
