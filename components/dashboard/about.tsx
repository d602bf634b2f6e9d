import { t } from '../../lib/browser/i18n.ts'

/** Which Afterward this is, and the licences of what others wrote in it; the file comes with every build. */
export const About = ({ version }: { readonly version: string }) => (
  <p class="imprint hint">
    {t('about_version', version)} ·{' '}
    <a href="/third-party-licenses.txt" target="_blank" rel="noreferrer">
      {t('about_licenses')}
    </a>
  </p>
)
