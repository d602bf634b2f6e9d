import { scopeWords } from './scopes.ts'
import type { User } from './state.ts'

/** Text made harmless in HTML. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f1f3f4; color: #202124 }
  main { max-width: 28rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: 1rem }
  h1 { font-size: 1.4rem; font-weight: 500; margin-top: 0 }
  fieldset { border: 1px solid #dadce0; border-radius: .5rem; margin: 0 0 1rem; padding: .5rem 1rem }
  label { display: flex; gap: .5rem; align-items: baseline; padding: .35rem 0 }
  button { font: inherit; padding: .5rem 1.5rem; border-radius: 2rem; border: 1px solid #747775; background: #fff; color: #0b57d0 }
  button[value=allow] { background: #0b57d0; border-color: #0b57d0; color: #fff }
  p.note { color: #5f6368; font-size: .85rem }`

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title>
<style>${STYLE}</style></head><body><main>${content}
<p class="note">A sign-in page for tests: nothing here reaches Google.</p></main></body></html>`

/** The page a person sees: which account, which rights, Allow or Deny. `request` is the query it was opened with. */
export const consentPage = (
  users: readonly User[],
  chosen: string | null,
  scopes: readonly string[],
  request: string,
): string => {
  const account = ({ email, name }: User): string =>
    `<label><input type="radio" name="account" value="${safe(email)}"${email === chosen ? ' checked' : ''} required> ${safe(name)} · ${safe(email)}</label>`
  const right = (scope: string): string =>
    `<label><input type="checkbox" name="scope" value="${safe(scope)}" checked> ${safe(scopeWords(scope))}</label>`
  return page(
    'Sign in',
    `<h1>Afterward wants access to your Google Account</h1>
<form method="post" action="/o/oauth2/v2/auth/decision">
<input type="hidden" name="request" value="${safe(request)}">
<fieldset><legend>Choose an account</legend>${users.map(account).join('\n')}</fieldset>
<fieldset><legend>Select what Afterward can access</legend>${scopes.map(right).join('\n')}</fieldset>
<button type="submit" name="decision" value="deny" id="deny" formnovalidate>Deny</button>
<button type="submit" name="decision" value="allow" id="allow">Allow</button>
</form>`,
  )
}

/** The page for a request Google would not even take back to the client. */
export const errorPage = (error: string, description: string): string =>
  page(
    'Error',
    `<h1>Access blocked: authorization error</h1><p>${safe(description)}</p><p>Error 400: ${safe(error)}</p>`,
  )
