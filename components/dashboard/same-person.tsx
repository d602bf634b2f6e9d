import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { ClientView } from '../../lib/core/view/client.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'

/** One person kept twice: another client is merged into this one, and any that was can be split off again (E17). */
export const SamePerson = ({
  view: { client, others },
  busy,
  onMerge,
  onSplit,
}: {
  readonly view: Pick<ClientView, 'client' | 'others'>
  readonly busy: ReadonlySet<string>
  readonly onMerge: (otherId: string, name: string) => void
  readonly onSplit: (otherId: string, name: string) => void
}) => {
  const [chosen, setChosen] = useState('')
  const other = others.find(({ id }) => id === chosen)
  const { merged = [] } = client
  if (others.length === 0 && merged.length === 0) return null
  return (
    <section class="part" data-screen>
      <h2>{t('client_same')}</h2>
      <ul class="plain-list">
        {merged.map(({ client: { id, name, addresses } }) => (
          <li key={id} class="merged-line">
            <p>
              <span class="name">{name}</span> <span class="meta">{addresses.join(' · ')}</span>
            </p>
            <Button
              size="sm"
              variant="quiet"
              busy={busy.has(`split:${id}`)}
              onClick={() => onSplit(id, name)}
            >
              {t('client_split', name)}
            </Button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <form
          class="form"
          aria-label={t('client_same')}
          onSubmit={(event) => {
            event.preventDefault()
            if (other) onMerge(other.id, other.name)
            setChosen('')
          }}
        >
          <Field label={t('client_mergeWith', client.name)} hint={t('client_mergeHint')}>
            {(control) => (
              <select
                {...control}
                required
                value={chosen}
                onChange={(event) => setChosen(event.currentTarget.value)}
              >
                <option value="">{t('client_mergeNobody')}</option>
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {other && (
            <div class="buttons">
              <Button type="submit" busy={busy.has('merge')}>
                {t('client_merge', other.name, client.name)}
              </Button>
            </div>
          )}
        </form>
      )}
    </section>
  )
}
