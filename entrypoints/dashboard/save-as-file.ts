/** How long (ms) the browser has to take the file before its place in memory is given back. */
const HANDED_OVER = 60_000

/** Lets the browser save a text as a file of this name; needs no permission. `type` is its media type. */
export const saveAsFile = (name: string, text: string, type = 'application/json'): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), HANDED_OVER)
}
