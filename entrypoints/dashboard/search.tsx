import { useMemo, useRef, useState } from 'preact/hooks'
import { SearchPage, type Typed } from '../../components/dashboard/search-page.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { t } from '../../lib/browser/i18n.ts'
import { wordsOf } from '../../lib/core/search.ts'
import { EMPTY_INDEX, type FoundNotes, indexNotes, searchNotes } from '../../lib/core/view/note-search.ts'
import { live } from '../../lib/store/queries/live.ts'
import { writtenNotes } from '../../lib/store/queries/note-search.ts'
import { saveNote } from './save-note.ts'

/** How many notes are listed at first, and how many more with each press. */
const STRETCH = 20

/** What was looked for last, for who comes back from a result. In memory only: an address goes into the browser's history (decision 247). */
let last: Typed = { search: '', only: 'all' }

/** The Search page: the notes are read once, kept in memory and followed; a key reads nothing. */
export const Search = () => {
  const now = useNow()
  const act = useAct()
  const [typed, setTyped] = useState(last)
  const [shown, setShown] = useState(STRETCH)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  const { value: notes } = useLive(() => live(writtenNotes), [])
  const before = useRef(EMPTY_INDEX)
  const index = useMemo(() => {
    before.current = indexNotes(notes ?? [], before.current)
    return before.current
  }, [notes])
  const words = useMemo(() => wordsOf(typed.search), [typed.search])
  const lastFound = useRef<FoundNotes>(undefined)
  const found = useMemo(() => {
    lastFound.current = searchNotes(index, { words, only: typed.only, kept }, shown, lastFound.current)
    return lastFound.current
  }, [index, words, typed.only, kept, shown])
  return (
    <>
      <SearchPage
        typed={typed}
        words={words}
        found={notes && found}
        written={index.entries.length > 0}
        now={now}
        busy={act.busy.has('note')}
        trouble={<RefusalNote act={act} names={['note']} />}
        onType={(next) => {
          last = next
          setTyped(next)
          setShown(STRETCH)
          setKept(new Set())
        }}
        onMore={() => setShown(shown + STRETCH)}
        onSave={(note, actionId) => {
          setKept(new Set([...kept, actionId]))
          act.run(
            'note',
            () => saveNote(note),
            () => setSaid(t('client_noteSaved')),
          )
        }}
      />
      <LiveRegion message={said} />
    </>
  )
}
