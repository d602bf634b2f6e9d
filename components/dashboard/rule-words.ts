import { t } from '../../lib/browser/i18n.ts'
import type { Rule, RuleMatch } from '../../lib/core/recognise.ts'

type MatchType = RuleMatch['type']

/** What a rule looks at, as a person chooses it. */
export const matchWord = (type: MatchType): string => {
  const words: Record<MatchType, string> = {
    title: t('rules_byTitle'),
    attendee: t('rules_byAttendee'),
    organiser: t('rules_byOrganiser'),
    calendar: t('rules_byCalendar'),
    colour: t('rules_byColour'),
    category: t('rules_byCategory'),
    tool: t('rules_byTool'),
    anyone: t('rules_byAnyone'),
    session: t('rules_bySession'),
    series: t('rules_bySeries'),
  }
  return words[type]
}

const CHOOSABLE: readonly MatchType[] = [
  'title',
  'attendee',
  'organiser',
  'calendar',
  'tool',
  'colour',
  'category',
  'anyone',
]

/** What can be chosen; the coach's word for one event or series is given on its card and only shown here. */
export const matchTypes = (current: MatchType): readonly MatchType[] =>
  CHOOSABLE.includes(current) ? CHOOSABLE : [current, ...CHOOSABLE]

/** The one value of a match, as text. */
export const soughtIn = (match: RuleMatch): string => {
  switch (match.type) {
    case 'title':
      return match.words
    case 'attendee':
    case 'organiser':
      return match.addressOrDomain
    case 'calendar':
      return match.calendarKey
    case 'colour':
      return match.colour
    case 'category':
      return match.category
    case 'tool':
      return match.tool
    case 'session':
      return match.sessionKey
    case 'series':
      return match.uid
    case 'anyone':
      return ''
  }
}

/** The same match with another value. */
export const withValue = (match: RuleMatch, value: string): RuleMatch => {
  switch (match.type) {
    case 'title':
      return { ...match, words: value }
    case 'attendee':
    case 'organiser':
      return { ...match, addressOrDomain: value }
    case 'calendar':
      return { ...match, calendarKey: value }
    case 'colour':
      return { ...match, colour: value }
    case 'category':
      return { ...match, category: value }
    case 'tool':
      return { ...match, tool: value as Extract<RuleMatch, { type: 'tool' }>['tool'] }
    default:
      return match
  }
}

/** An empty match of another type. */
export const changedMatch = (type: string, calendarKey: string): RuleMatch => {
  switch (type) {
    case 'attendee':
    case 'organiser':
      return { type, addressOrDomain: '' }
    case 'calendar':
      return { type, calendarKey }
    case 'colour':
      return { type, colour: '' }
    case 'category':
      return { type, category: '' }
    case 'tool':
      return { type, tool: 'calendly' }
    case 'anyone':
      return { type }
    default:
      return { type: 'title', words: '' }
  }
}

/** True when a rule has what it looks for; an unfinished one matches nothing and is not saved. */
export const isComplete = (rule: Rule): boolean =>
  rule.match.type === 'anyone' || soughtIn(rule.match).trim() !== ''
