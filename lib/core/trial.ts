/**
 * What a coach can try in the settings (PRODUCT 4): the question in its window or by a notification, several as the round-up shows
 * them, the badge, names hidden, single keys. Shown with sessions of the past; nothing that is pressed is kept.
 */
export const TRIALS = ['window', 'notification', 'round-up', 'badge', 'private', 'keys'] as const
export type Trial = (typeof TRIALS)[number]
