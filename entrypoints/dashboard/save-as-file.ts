/** Lets the browser save a JSON text as a file of this name. */
export const saveAsFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun by then; the address is of no more use.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
