import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { type HandTimes, handTimes } from '../../lib/core/by-hand.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { dayHeading, timeRange } from '../format.ts'
import { useModal } from '../use-modal.ts'
import './confirm.css'
import './forms.css'
import './session-form.css'
import { kindWord } from './past-words.ts'

/** What the form is about: somebody's session at some time. `clientId` null: somebody new. */
export type SessionEntry = HandTimes & {
  readonly client: { readonly clientId: string } | { readonly name: string }
  readonly kind: Kind
}

/** A client the session can have been with, and the kind that is known of them. */
export type Choosable = { readonly id: string; readonly name: string; readonly kind: Kind | null }

/** Where the form starts. */
export type SessionStart = Omit<HandTimes, 'zone'> & {
  readonly clientId: string | null
  readonly kind: Kind | null
}

const isKind = (value: unknown): value is Kind => value === 'paid' || value === 'complimentary'

const timesIn = (data: FormData, zone: string): HandTimes => ({
  date: String(data.get('date') ?? ''),
  time: String(data.get('time') ?? ''),
  minutes: Number(data.get('minutes')),
  zone,
})

/** What the times come to, in words: when it was or will be, and that it will be asked about then. */
const outlook = (times: HandTimes, now: number): string => {
  const stretch = handTimes(times)
  if (stretch === null) return ''
  const when = `${dayHeading(stretch.start, now, times.zone)}, ${timeRange(stretch, times.zone)}`
  return stretch.end > now ? t('hand_ahead', when) : t('hand_over', when)
}

/**
 * Adds a session that no calendar holds, or changes one, in a native dialog. Esc and "Cancel" leave everything as it is. With `fixed`, whom
 * it was with and its kind were answered and are said, not asked.
 */
export const SessionForm = ({
  title,
  clients,
  start,
  fixed,
  zone,
  now,
  busy,
  trouble,
  onSave,
  onCancel,
}: {
  readonly title: string
  readonly clients: readonly Choosable[]
  readonly start: SessionStart
  readonly fixed: boolean
  readonly zone: string
  readonly now: number
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onSave: (entry: SessionEntry) => void
  readonly onCancel: () => void
}) => {
  const id = useId()
  const [clientId, setClientId] = useState(start.clientId ?? (clients.length > 0 ? '' : 'new'))
  const [kind, setKind] = useState(start.kind)
  const [words, setWords] = useState(() => outlook({ ...start, zone }, now))
  const modal = useModal(onCancel)
  const chosen = clients.find((client) => client.id === clientId)
  return (
    <dialog {...modal} class="confirm" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <form
        class="form"
        onInput={(event) => setWords(outlook(timesIn(new FormData(event.currentTarget), zone), now))}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const said = fixed ? kind : data.get('kind')
          if (!isKind(said)) return
          const client = chosen ? { clientId: chosen.id } : { name: String(data.get('name') ?? '').trim() }
          onSave({ ...timesIn(data, zone), client, kind: said })
        }}
      >
        {fixed ? (
          <p class="hint">{t('hand_fixed', chosen?.name ?? '', kindWord(kind))}</p>
        ) : (
          <>
            <Field label={t('hand_client')}>
              {(control) => (
                <select
                  {...control}
                  required
                  value={clientId}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    setClientId(value)
                    setKind(clients.find((client) => client.id === value)?.kind ?? kind)
                  }}
                >
                  {clientId === '' && <option value="">{t('hand_choose')}</option>}
                  {clients.map((client) => (
                    <option key={client.id} value={client.id}>
                      {client.name}
                    </option>
                  ))}
                  <option value="new">{t('hand_new')}</option>
                </select>
              )}
            </Field>
            {clientId === 'new' && (
              <Field label={t('client_name')}>
                {(control) => <input {...control} name="name" required maxLength={200} autocomplete="off" />}
              </Field>
            )}
            <fieldset class="choices">
              <legend>{t('hand_kind')}</legend>
              {(['paid', 'complimentary'] as const).map((each) => (
                <label key={each}>
                  <input
                    type="radio"
                    name="kind"
                    value={each}
                    required
                    checked={kind === each}
                    onChange={() => setKind(each)}
                  />
                  {kindWord(each)}
                </label>
              ))}
            </fieldset>
          </>
        )}
        <Field label={t('hand_date')}>
          {(control) => <input {...control} name="date" type="date" required defaultValue={start.date} />}
        </Field>
        <div class="two">
          <Field label={t('hand_time')}>
            {(control) => <input {...control} name="time" type="time" required defaultValue={start.time} />}
          </Field>
          <Field label={t('hand_minutes')}>
            {(control) => (
              <input
                {...control}
                name="minutes"
                type="number"
                inputMode="numeric"
                required
                min={1}
                max={720}
                defaultValue={start.minutes}
              />
            )}
          </Field>
        </div>
        <p class="hint" role="status">
          {words}
        </p>
        <p class="hint">{t('hand_nowhere')}</p>
        {trouble}
        <div class="buttons">
          <Button onClick={onCancel}>{t('dash_cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('hand_save')}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
