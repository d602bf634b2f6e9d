/**
 * What Dana Reyes's statement must say at the end of her year, checked by hand against the policy and the rules of the books (PRODUCT 2 and
 * 8): a line for each session that stands, as the CSV gives it. Her story is in `dana.ts`. Three sessions have no line: 25 November was
 * moved (to the 27th), 9 June was canceled in time in the calendar and never asked about, and the first answer of 9 December was taken back.
 */
export const DANAS_STATEMENT: readonly string[] = [
  'Date,Time,Time zone,Answer,Kind,Outcome,Uses,Minutes,Remarks',

  // Before any program. A consultation costs nothing, whatever happens: sent back, and let go by the coach.
  '2025-09-02,10:00,Europe/Madrid,Client did not show up,Free,To reschedule,0,,',
  '2025-09-04,10:00,Europe/Madrid,It happened,Free,Completed,0,,',

  // Paid since 5 September. Autumn: 7 sessions until 19 December, 2 a month.
  // 1 of 7.
  '2025-09-09,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // "It happened" at first, put right the day after: a no-show counts as if it had happened. 2 of 7, September's two are used.
  '2025-09-23,10:00,Europe/Madrid,Client did not show up,Paid,Didn’t occur,1,,',
  // An emergency of the client costs nothing, whatever the notice; a make-up is held.
  '2025-09-30,10:00,Europe/Madrid,Client had an emergency,Paid,To reschedule,0,,',
  // The make-up of 30 September, on the first time that was held. It counts in its own month: 3 of 7.
  '2025-10-06,10:00,Europe/Madrid,It happened,Paid,Completed,1,,Make-up',
  // A short one counts as a whole one; its minutes are told. 4 of 7.
  '2025-10-07,10:00,Europe/Madrid,It happened,Paid,Completed,1,45,',
  // 5 of 7. October's third, and its allowance of 2 is kept to: the make-up of a September session does not weigh.
  '2025-10-14,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // Told 30 hours ahead.
  '2025-10-21,10:00,Europe/Madrid,Client canceled in time,Paid,Canceled in time,0,,',
  // Told at 10:30 the day before, 23 h 30 min by the clock on the wall; it went back an hour in between: 24 h 30 min, in time.
  '2025-10-26,10:00,Europe/Madrid,Client canceled in time,Paid,Canceled in time,0,,',
  // Told 24 hours less a millisecond ahead: too late, and counted, until the coach gave it back a week later as a courtesy.
  '2025-11-04,10:00,Europe/Madrid,Client canceled at the last minute,Paid,To reschedule,0,,Courtesy make-up',
  // The make-up of 4 November, by invitation, missed in its turn: a decision of its own. 6 of 7.
  '2025-11-12,10:00,Europe/Madrid,Client did not show up,Paid,Didn’t occur,1,,Make-up',
  // The coach's own emergency never costs the client anything.
  '2025-11-18,10:00,Europe/Madrid,I had an emergency,Paid,To reschedule,0,,',
  // Where 25 November was moved to: it stands for that one. 7 of 7.
  '2025-11-27,10:00,Europe/Madrid,It happened,Paid,Completed,1,,Make-up',
  // One more than was bought: 8 of 7, flagged.
  '2025-12-02,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // "It happened" was taken back; the coach had missed it.
  '2025-12-09,10:00,Europe/Madrid,I missed the session,Paid,To reschedule,0,,',
  // A call added by hand after the program's last day, and before the next program: beyond Autumn, 9 of 7.
  '2025-12-22,18:00,Europe/Madrid,It happened,Paid,Completed,1,,',

  // Winter: 10 sessions from 7 January to 30 June, 1 of them used elsewhere.
  // Named as the make-up of 9 December. 2 of 10.
  '2026-01-13,10:00,Europe/Madrid,It happened,Paid,Completed,1,,Make-up',
  // The circle, where the three others came. 3 of 10.
  '2026-01-15,15:00,Europe/Madrid,Client did not show up,Paid,Didn’t occur,1,,',
  // While the coach was away; answered on 23 February together with everybody else's. 4 of 10.
  '2026-02-10,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // Declined 40 hours ahead while nobody was at the machine: left out of the batch, and told by hand.
  '2026-02-17,10:00,Europe/Madrid,Client canceled in time,Paid,Canceled in time,0,,',
  // One miss is free since 2 March. This was it, until she said in May that it had been an emergency.
  '2026-03-10,10:00,Europe/Madrid,Client had an emergency,Paid,To reschedule,0,,',
  // The free one was spent when this was answered, and it stays counted although it is not any more. 5 of 10.
  '2026-03-24,10:00,Europe/Madrid,Client did not show up,Paid,Didn’t occur,1,,',
  // Told at 10:00 the day before; the clocks went forward in between: 23 hours, too late. 6 of 10.
  '2026-03-29,10:00,Europe/Madrid,Client canceled at the last minute,Paid,Didn’t occur,1,,',
  '2026-04-07,10:00,Europe/Madrid,Other,Paid,To reschedule,0,,',
  // At her other address, which the coach said to be hers six days later. 7 of 10.
  '2026-04-14,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // 8 of 10. The 70 minutes are in the note, which is for the coach alone.
  '2026-04-28,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // The free miss, since 10 March gave it back: a miss all the same, not counted and not sent back.
  '2026-05-12,10:00,Europe/Madrid,Client did not show up,Paid,Didn’t occur,0,,Free miss',
  // 9 of 10.
  '2026-05-26,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // 10 of 10. Winter goes on until the 30th, Summer covers this day only from the 17th on.
  '2026-06-16,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',

  // Summer: 4 sessions from 17 June, 1 a month.
  // Begins in June and ends in July: June's. Winter has no room left, so it is 1 of 4.
  '2026-06-30,23:30,Europe/Madrid,It happened,Paid,Completed,1,,',
  // 2 of 4.
  '2026-07-07,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
  // The free miss is spent (12 May), so it counts: 3 of 4, and one beyond July's allowance.
  '2026-07-21,10:00,Europe/Madrid,Client canceled at the last minute,Paid,Didn’t occur,1,,"July 2026: 2 of 1 used, 1 over"',
  // Times for it are held, and nobody has chosen one yet.
  '2026-08-25,10:00,Europe/Madrid,I missed the session,Paid,To reschedule,0,,',
  // 4 of 4.
  '2026-08-27,10:00,Europe/Madrid,It happened,Paid,Completed,1,,',
]

/** Her programs at the end: name, used, of, over; and the months in which an allowance was gone beyond. Latest first. */
export const DANAS_PROGRAMS = [
  { name: 'Summer', used: 4, total: 4, over: 0, monthsOver: ['2026-07'] },
  { name: 'Winter', used: 10, total: 10, over: 0, monthsOver: [] },
  { name: 'Autumn', used: 9, total: 7, over: 2, monthsOver: [] },
] as const

/** Four answers were changed or taken back (23 September, 4 November, 9 December, 10 March): an entry and its correction each. */
export const DANAS_CORRECTIONS = 8
