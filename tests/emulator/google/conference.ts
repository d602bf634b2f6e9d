import type { Seeded } from '../seeded.ts'
import type { Body } from './fields.ts'
import type { Fields } from './state.ts'

const letters = (seeded: Seeded, length: number): string => seeded.text(length, 'abcdefghijklmnopqrstuvwxyz')

const meet = (seeded: Seeded, requestId: string): Pick<Fields, 'conferenceData' | 'hangoutLink'> => {
  const id = `${letters(seeded, 3)}-${letters(seeded, 4)}-${letters(seeded, 3)}`
  const uri = `https://meet.google.com/${id}`
  return {
    hangoutLink: uri,
    conferenceData: {
      createRequest: {
        requestId,
        conferenceSolutionKey: { type: 'hangoutsMeet' },
        status: { statusCode: 'success' },
      },
      entryPoints: [{ entryPointType: 'video', uri, label: uri.slice('https://'.length) }],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: id,
    },
  }
}

/**
 * The conference of an event after a write. Without `conferenceDataVersion=1` the body's is ignored and what was there
 * stays; with it, a `createRequest` makes a Meet room and null (or leaving it out of a whole update) takes it away (API A).
 */
export const withConference = (
  seeded: Seeded,
  before: Fields,
  after: Fields,
  body: Body,
  { conferenceDataVersion }: { readonly conferenceDataVersion: number },
  mode: 'patch' | 'replace',
): Fields => {
  const { conferenceData: _data, hangoutLink: _link, ...rest } = after
  const kept: Fields = {
    ...rest,
    ...(before.conferenceData ? { conferenceData: before.conferenceData } : {}),
    ...(before.hangoutLink ? { hangoutLink: before.hangoutLink } : {}),
  }
  if (conferenceDataVersion !== 1) return kept
  const stated = body.conferenceData as { createRequest?: { requestId?: string } } | null | undefined
  if (stated === undefined) return mode === 'replace' ? rest : kept
  if (stated === null) return rest
  const requestId = stated.createRequest?.requestId
  const known = before.conferenceData?.createRequest as { requestId?: string } | undefined
  if (requestId === undefined) return { ...kept, conferenceData: stated }
  // The same request id asks for the same room: a retry never makes a second one.
  return known?.requestId === requestId ? kept : { ...rest, ...meet(seeded, requestId) }
}
