/** Constants that the build writes into the extension. They come from the environment or from `.env`. */
interface ImportMetaEnv {
  /** OAuth client id at Google. A build without one offers Practice and "use my own OAuth client" only. */
  readonly WXT_GOOGLE_CLIENT_ID?: string
  /** The same at Microsoft (an application of the "single-page application" platform). */
  readonly WXT_MICROSOFT_CLIENT_ID?: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}

/** Styles are linked into the page by the build; importing one yields nothing. */
declare module '*.css'
