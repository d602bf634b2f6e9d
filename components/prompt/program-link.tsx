import { t } from '../../lib/browser/i18n.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'

/**
 * The way to a program for a session that no program covers: to set one up, or, where the client has one for other dates, to look at
 * those. Only a number that was entered is ever shown (PRODUCT 2).
 */
export const ProgramLink = ({
  card,
  person,
  name,
}: {
  readonly card: Card
  readonly person: CardPerson
  readonly name: string
}) => {
  const id = person.client?.id
  const hasOne = card.books.programs.some(({ clientId }) => clientId === id)
  const page = id === undefined ? '' : `/${encodeURIComponent(id)}`
  return (
    <a class="set-up" href={`/dashboard.html#/clients${page}`} target="_blank" rel="noreferrer">
      {t(hasOne ? 'prompt_otherDates' : 'prompt_setUpProgram', name)}
    </a>
  )
}
