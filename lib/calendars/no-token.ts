/** What came back from a sign-in instead of a token. */
export type NoToken =
  /** Not the service's answer to this request: another address, another state, or nothing that can be read. */
  | 'unknown'
  /** The person, or their organisation, said no. */
  | 'denied'
  /** The organisation lets nobody use Afterward before an administrator has allowed it. */
  | 'admin-needed'
  /** Unseen it is not possible now: nobody signed in, consent taken back, or the organisation wants to see somebody. */
  | 'person-needed'
  /** The renewal key has ended, and will not come back to life. */
  | 'ended'
  /** The OAuth client is not known, or not registered as it must be. */
  | 'client-refused'
  /** The service has trouble of its own. */
  | 'unavailable'
  /** No answer arrived. */
  | 'unreachable'
