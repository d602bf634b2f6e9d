import type { User } from './state.ts'

/** Text made harmless in HTML. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const STYLE = `
  body { font: 15px/1.5 'Segoe UI', system-ui, sans-serif; margin: 0; background: #f2f2f2; color: #1b1b1b }
  main { max-width: 27rem; margin: 3rem auto; padding: 2.5rem; background: #fff; box-shadow: 0 2px 6px #0003 }
  h1 { font-size: 1.5rem; font-weight: 600; margin-top: 0 }
  fieldset { border: 0; margin: 0 0 1rem; padding: 0 }
  legend { font-weight: 600; padding: 0 }
  label { display: flex; gap: .5rem; align-items: baseline; padding: .5rem 0; border-bottom: 1px solid #ddd }
  button { font: inherit; padding: .4rem 2rem; border: 0; background: #ccc; color: #000 }
  button.go { background: #0067b8; color: #fff }
  p.note { color: #666; font-size: .8rem }`

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title>
<style>${STYLE}</style></head><body><main>${content}
<p class="note">A sign-in page for tests: nothing here reaches Microsoft.</p></main></body></html>`

/** A form that takes the request it was opened with along, and the account once it is chosen. */
const form = (request: string, account: string | null, content: string): string =>
  `<form method="post" action="/common/decision">
<input type="hidden" name="request" value="${safe(request)}">
${account === null ? '' : `<input type="hidden" name="account" value="${safe(account)}">`}${content}
</form>`

const WORDS: Readonly<Record<string, string>> = {
  'Calendars.Read': 'Read your calendars',
  'Calendars.ReadWrite': 'Have full access to your calendars',
  'User.Read': 'View your basic profile',
  offline_access: 'Maintain access to data you have given it access to',
}

/** The page a person sees: which account, and what Afterward would be allowed. At Microsoft it is all of it or nothing. */
export const consentPage = (
  users: readonly User[],
  chosen: string | null,
  scopes: readonly string[],
  request: string,
): string => {
  const account = ({ email, name }: User): string =>
    `<label><input type="radio" name="account" value="${safe(email)}"${email === chosen ? ' checked' : ''} required> ${safe(name)} · ${safe(email)}</label>`
  const right = (scope: string): string => `<li>${safe(WORDS[scope] ?? scope)}</li>`
  return page(
    'Sign in to your account',
    `<h1>Permissions requested</h1>
${form(
  request,
  null,
  `<fieldset><legend>Pick an account</legend>${users.map(account).join('\n')}</fieldset>
<p>Afterward would like to:</p><ul>${scopes.map(right).join('')}</ul>
<button type="submit" name="decision" value="deny" id="deny" formnovalidate>Cancel</button>
<button type="submit" name="decision" value="allow" id="allow" class="go">Accept</button>`,
)}`,
  )
}

/** An organisation's page in between: it wants to see the person before it goes on. */
export const approvalPage = (account: string, request: string): string =>
  page(
    'Approve sign-in',
    `<h1>Approve sign-in request</h1><p>Your organisation wants to make sure that it is you.</p>
${form(
  request,
  account,
  '<button type="submit" name="decision" value="approve" id="approve" class="go">I have approved it</button>',
)}`,
  )

/** An organisation's page for applications that an administrator has not allowed. The only way leads back. */
export const adminPage = (account: string, request: string): string =>
  page(
    'Need admin approval',
    `<h1>Need admin approval</h1><p>Afterward needs permission that only an admin can grant.</p>
${form(
  request,
  account,
  '<button type="submit" name="decision" value="return" id="return">Return to the application without granting consent</button>',
)}`,
  )

/** A page that ends there: nothing leads back to the client. */
export const deadEnd = (code: string, description: string): string =>
  page(
    'Sign in to your account',
    `<h1>Sorry, but we’re having trouble signing you in.</h1><p>${safe(code)}: ${safe(description)}</p>`,
  )
