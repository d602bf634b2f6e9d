import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import { excerpt } from '../../lib/core/search.ts'
import type { FoundNotes, Hit, Wanted } from '../../lib/core/view/note-search.ts'
import { Button } from '../button.tsx'
import { EmptyState, LiveRegion, Skeleton } from '../feedback.tsx'
import { Marked } from '../marked.tsx'
import { NoteLine, type SaveNote } from './note-line.tsx'
import { PageHead } from './page-head.tsx'
import { SearchField } from './search-field.tsx'
import './search.css'

const FILTERS = ['all', 'open'] as const

/** What the coach looks for, as typed. */
export type Typed = { readonly search: string; readonly only: Wanted['only'] }

const Group = ({
  group: { clientId, name, hits },
  words,
  openOnly,
  now,
  busy,
  onSave,
}: {
  readonly group: FoundNotes['groups'][number]
  readonly words: readonly string[]
  readonly openOnly: boolean
  readonly now: number
  readonly busy: boolean
  readonly onSave: SaveNote
}) => {
  const title = <Marked text={name} words={words} />
  const line = ({ note, actions }: Hit) => (
    <NoteLine
      key={note.id}
      note={note}
      text={openOnly ? '' : excerpt(note.text, words)}
      actions={actions}
      words={words}
      now={now}
      busy={busy}
      onSave={onSave}
    />
  )
  return (
    <section class="found">
      <h2>{clientId === null ? title : <a href={`#/clients/${encodeURIComponent(clientId)}`}>{title}</a>}</h2>
      <ol class="plain-list">{hits.map(line)}</ol>
    </section>
  )
}

/** Where nothing is listed: that nothing was written yet, or that nothing fits. */
const NothingHere = ({ written, openOnly }: { readonly written: boolean; readonly openOnly: boolean }) => {
  if (!written)
    return (
      <EmptyState icon="note" title={t('search_nothingWritten')}>
        {t('search_nothingWrittenHow')}
      </EmptyState>
    )
  return openOnly ? (
    <EmptyState icon="check" title={t('search_noneOpen')}>
      {t('search_noneOpenHow')}
    </EmptyState>
  ) : (
    <EmptyState icon="search" title={t('past_noneFound')}>
      {t('search_noneFoundHow')}
    </EmptyState>
  )
}

/** Notes and action items of all clients: what was written lately, and what is found with every key. */
export const SearchPage = ({
  typed,
  words,
  found,
  written,
  now,
  busy,
  trouble,
  onType,
  onMore,
  onSave,
}: {
  readonly typed: Typed
  /** What is looked for, folded. */
  readonly words: readonly string[]
  /** undefined: the notes are still being read. */
  readonly found: FoundNotes | undefined
  /** There is a note at all. */
  readonly written: boolean
  readonly now: number
  readonly busy: boolean
  readonly trouble?: ComponentChildren
  readonly onType: (typed: Typed) => void
  readonly onMore: () => void
  readonly onSave: SaveNote
}) => (
  <>
    <PageHead title={t('search_title')} lead={t('search_lead')} />
    <search class="filter-bar">
      <SearchField
        label={t('search_field')}
        value={typed.search}
        focus
        onSearch={(search) => onType({ ...typed, search })}
      />
      <fieldset class="chips">
        <legend class="visually-hidden">{t('past_filter')}</legend>
        {FILTERS.map((only) => (
          <button
            key={only}
            type="button"
            class="chip"
            aria-pressed={only === typed.only}
            onClick={() => onType({ ...typed, only })}
          >
            <span>{t(`search_${only}`)}</span>
            <span class="tabular">{found?.counts[only] ?? ''}</span>
          </button>
        ))}
      </fieldset>
    </search>
    {trouble}
    <LiveRegion
      message={
        found && words.length > 0 ? plural(`search_found_${typed.only}`, found.counts[typed.only]) : ''
      }
    />
    {found === undefined ? (
      <Skeleton lines={6} label={t('dash_loading')} />
    ) : (
      <>
        {found.groups.map((group) => (
          <Group
            key={group.clientId ?? `name ${group.name}`}
            group={group}
            words={words}
            openOnly={typed.only === 'open'}
            now={now}
            busy={busy}
            onSave={onSave}
          />
        ))}
        {found.groups.length === 0 && <NothingHere written={written} openOnly={typed.only === 'open'} />}
        {found.more && (
          <p class="more-found">
            <Button onClick={onMore}>{t('search_more')}</Button>
          </p>
        )}
      </>
    )}
  </>
)
