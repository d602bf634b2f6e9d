const permission = { permissions: ['notifications'] } satisfies chrome.permissions.Permissions

/**
 * Whether a notification would be seen. Chrome tells when the system or the person stopped them although we have leave; Firefox lacks
 * that call.
 */
export const mayNotify = async (): Promise<boolean> =>
  (await chrome.permissions.contains(permission)) &&
  (await chrome.notifications?.getPermissionLevel?.()) !== 'denied'

/** Asks for leave, while a press is handled, and tells whether a notification would be seen now. */
export const askToNotify = async (): Promise<boolean> =>
  (await chrome.permissions.request(permission)) && mayNotify()
