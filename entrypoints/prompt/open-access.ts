const openTab = async (accountId: string): Promise<void> => {
  const url = `dashboard.html#/allow?account=${encodeURIComponent(accountId)}`
  const { windowId } = await chrome.tabs.create({ url })
  await chrome.windows.update(windowId, { focused: true })
}

/**
 * Opens the page that asks for write access, in a window with tabs: sign-ins start from full pages only (PRODUCT 10). Not by a link, which
 * Firefox does not follow out of a window that is closing.
 */
export const openAccess = (accountId: string): void => {
  openTab(accountId).catch(reportError)
}
