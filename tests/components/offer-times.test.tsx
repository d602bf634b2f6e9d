import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { type Offer, OfferTimes } from '../../components/offer/offer-times.tsx'
import { useOffer } from '../../components/offer/use-offer.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'
import { NOW } from './prompt-fixtures.tsx'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

/** Thursday 26 November, 20:00 UTC, and the same on the next day. */
const start = Date.UTC(2026, 10, 26, 20)
const Times = ({ part }: { readonly part: Partial<Offer> }) => {
  const offer: Offer = {
    slots: [
      { start, end: start + HOUR, why: ['same-month', 'usual-time', 'soonest'] },
      { start: start + DAY, end: start + DAY + HOUR, why: ['another-day'] },
    ],
    zone: 'UTC',
    unknownCalendars: 0,
    clientZone: null,
    freeForClient: false,
    mailsNobody: false,
    overChain: null,
    hours: { from: 'settings' },
    ...part,
  }
  return <OfferTimes offer={offer} choice={useOffer(offer.slots)} now={NOW} />
}
const reasons = () => [...document.querySelectorAll('small')].map(({ textContent }) => textContent)

it('says what speaks most for a time, and nothing where it is merely free', () => {
  render(<Times part={{}} />)
  expect(reasons()).toEqual(['same weekday and hour as usual', ''])
})

it('says what time it is for a client who lives elsewhere, with the day where theirs is another', () => {
  render(<Times part={{ clientZone: 'America/New_York' }} />)
  expect(reasons()[1]).toBe('15:00–16:00 for them')
  cleanup()
  render(<Times part={{ clientZone: 'Asia/Tokyo' }} />)
  expect(reasons()[1]).toBe('Sat 05:00–06:00 for them')
})

it('says that a time is free for the client, too, only where their calendar was seen', () => {
  render(<Times part={{}} />)
  expect(screen.queryByText(/client’s calendar/)).toBeNull()
  cleanup()
  render(<Times part={{ freeForClient: true }} />)
  expect(screen.getByText(/Free in the client’s calendar, too/)).toBeTruthy()
})
