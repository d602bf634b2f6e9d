import { describe, expect, it } from 'vitest'
import { sessionKey } from '../../lib/core/session.ts'
import { normaliseUid } from '../../lib/core/uid.ts'

/** Written out as they travel: class id, the instance's date, time of creation, eight zeros, size, data ([MS-OXOCAL] 2.2.1.27). */
const SERIES =
  '040000008200E00074C5B7101A82E0080000000010C3A2F1B05BDC01000000000000000010000000B2D9C1E7F0A14C4E8D0A5B6C7D8E9F01'
const ON_24_NOVEMBER_2026 =
  '040000008200E00074C5B7101A82E00807EA0B1810C3A2F1B05BDC01000000000000000010000000B2D9C1E7F0A14C4E8D0A5B6C7D8E9F01'
const ON_1_DECEMBER_2026 =
  '040000008200E00074C5B7101A82E00807EA0C0110C3A2F1B05BDC01000000000000000010000000B2D9C1E7F0A14C4E8D0A5B6C7D8E9F01'
/** `abc123@google.com`, as Exchange keeps a UID that another calendar gave. */
const FROM_GOOGLE =
  '040000008200E00074C5B7101A82E00800000000000000000000000000000000000000001E0000007643616C2D556964010000006162633132334' +
  '0676F6F676C652E636F6D00'
const FROM_GOOGLE_ON_24_NOVEMBER = FROM_GOOGLE.replace('E00800000000', 'E00807EA0B18')
/** `Zoë@café.example` in UTF-8. */
const FROM_ELSEWHERE =
  '040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000200000007643616C2D55696401000000' +
  '5A6FC3AB40636166C3A92E6578616D706C6500'

describe('the uid of one event in every calendar', () => {
  it.each([
    ['a series of Outlook', SERIES, SERIES],
    ['an occurrence of it', ON_24_NOVEMBER_2026, SERIES],
    ['another', ON_1_DECEMBER_2026, SERIES],
    ['in small letters, as some calendars hand it on', ON_24_NOVEMBER_2026.toLowerCase(), SERIES],
    ['a meeting that came from Google', FROM_GOOGLE, 'abc123@google.com'],
    ['an occurrence of a series that came from Google', FROM_GOOGLE_ON_24_NOVEMBER, 'abc123@google.com'],
    ['a uid beyond ASCII', FROM_ELSEWHERE, 'Zoë@café.example'],
    ['Google’s own', 'abc123@google.com', 'abc123@google.com'],
    ['an embedded uid that is empty', `${FROM_GOOGLE.slice(0, 104)}00`, `${FROM_GOOGLE.slice(0, 104)}00`],
    ['an embedded uid without an end', FROM_GOOGLE.slice(0, -2), 'abc123@google.com'],
    ['one with an odd number of digits', SERIES.slice(0, -1), SERIES.slice(0, -1)],
    [
      'one of another class',
      SERIES.replace('040000008200', '040000008300'),
      SERIES.replace('040000008200', '040000008300'),
    ],
    ['one cut off before its date', SERIES.slice(0, 36), SERIES.slice(0, 36)],
    ['one that is cut off behind it', ON_24_NOVEMBER_2026.slice(0, 44), SERIES.slice(0, 44)],
  ])('%s', (_, uid, normal) => {
    expect(normaliseUid(uid)).toBe(normal)
    expect(normaliseUid(normal)).toBe(normal)
  })

  it('E11 gives the same key to an instance at Google and at Outlook', () => {
    const originalStart = Date.UTC(2026, 10, 24, 9)
    expect(sessionKey({ iCalUid: FROM_GOOGLE_ON_24_NOVEMBER, originalStart })).toBe(
      sessionKey({ iCalUid: 'abc123@google.com', originalStart }),
    )
  })
})
