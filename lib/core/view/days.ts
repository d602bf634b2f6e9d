import { dateOf } from '../time.ts'

/** Rows under the calendar day ('YYYY-MM-DD') of their start in the coach's zone (E22, E26); order is kept. `start` in epoch ms. */
export const byDay = <Row extends { readonly start: number }>(
  rows: readonly Row[],
  zone: string,
): readonly { readonly date: string; readonly rows: readonly Row[] }[] =>
  [...Map.groupBy(rows, ({ start }) => dateOf(start, zone))].map(([date, rows]) => ({ date, rows }))
