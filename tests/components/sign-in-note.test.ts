import { beforeAll, describe, expect, it } from 'vitest'
import { signInNote } from '../../entrypoints/prompt/sign-in-note.ts'
import { HOUR } from '../../lib/core/time.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { accountOf, NOW } from '../helpers/books.ts'
import { useCatalogue } from '../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})

describe('where a session is answered while an account needs the coach', () => {
  const account = accountOf({ id: 'acc 1', label: 'Work', state: 'sign-in' })

  it('E43 it says how old the data is and that questions go on, and one click begins the sign-in', () => {
    expect(signInNote({ what: 'sign-in', account, pulledAt: NOW - 3 * HOUR }, NOW)).toEqual({
      text: expect.stringMatching(
        /^Work needs you to sign in again\. Questions go on; last read: 3 h\S* ago\.$/,
      ),
      href: '/dashboard.html?reconnect=acc%201#/settings',
      action: 'Reconnect',
    })
  })

  it('E43 it claims no age where nothing was read', () => {
    expect(signInNote({ what: 'sign-in', account, pulledAt: null }, NOW)?.text).toBe(
      'Work needs you to sign in again. Questions go on.',
    )
  })

  it('is calm about data that is only old', () => {
    expect(signInNote({ what: 'stale', pulledAt: NOW - 3 * HOUR, failure: null }, NOW)).toBeNull()
  })
})
