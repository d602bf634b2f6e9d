import { Icon } from './icon.tsx'
import './calendar-note.css'

/** What the coach should know about the calendars while answering goes on, and the one click that mends it (E43). */
export type CalendarNoteWords = { readonly text: string; readonly href: string; readonly action: string }

/** That note in one line, in the popup and the prompt window; what it opens is a full page. */
export const CalendarNote = ({ text, href, action }: CalendarNoteWords) => (
  <p class="calendar-note">
    <Icon name="warning" />
    <span>{text}</span>
    <a class="button quiet sm" href={href} target="_blank" rel="noreferrer">
      <span class="label">{action}</span>
    </a>
  </p>
)
