import type { Policy } from './policy.ts'
import { DAY } from './time.ts'

/** The built-in policy, cell by cell (PRODUCT 2). Free misses are the coach's addition, so there are none here. */
export const defaultPolicy: Policy = {
  version: 'default-1',
  noticeMs: DAY,
  waitingMinutes: 15,
  freeMisses: 0,
  rows: {
    'paid/occurred': { mark: 'completed', counts: true, reschedule: false },
    'paid/client-emergency': { mark: 'to-reschedule', counts: false, reschedule: true },
    'paid/coach-emergency': { mark: 'to-reschedule', counts: false, reschedule: true },
    'paid/coach-missed': { mark: 'to-reschedule', counts: false, reschedule: true },
    'paid/other': { mark: 'to-reschedule', counts: false, reschedule: true },
    'paid/client-no-show': { mark: 'didnt-occur', counts: true, reschedule: false },
    'paid/client-late-cancel': { mark: 'didnt-occur', counts: true, reschedule: false },
    'paid/canceled-in-time': { mark: 'canceled-in-time', counts: false, reschedule: true },
    'complimentary/occurred': { mark: 'completed', counts: false, reschedule: false },
    'complimentary/client-emergency': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/coach-emergency': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/coach-missed': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/other': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/client-no-show': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/client-late-cancel': { mark: 'to-reschedule', counts: false, reschedule: true },
    'complimentary/canceled-in-time': { mark: 'canceled-in-time', counts: false, reschedule: true },
  },
}
