import type { Letter, LetterId } from './letter.ts'

const letter = (subject: string, ...paragraphs: readonly string[]): Letter => ({
  subject,
  body: ['Hi {firstName},', ...paragraphs, 'Warmly,', '{coach}'].join('\n\n'),
})

/** Our letters in English: short, warm, and nobody is to blame for anything. */
export const lettersInEnglish: Readonly<Record<LetterId, Letter>> = {
  confirm: letter(
    'Our session: {session}',
    'I’m looking forward to our session: {session} ({zone}).',
    'If that still suits you, there is nothing to do. If something has come up, a short reply is enough and we’ll find another time.',
  ),
  'are-you-joining': letter(
    'Are you joining?',
    'I’m in our session and ready when you are. Are you joining?',
    'If something came up, just tell me. That’s quite all right.',
  ),
  'times-offered': letter(
    'Some times for our session',
    'These times are free for you ({zone}):\n{times}',
    'Just tell me which one suits you, or suggest another.',
  ),
  invitation: letter(
    'Did my invitation reach you?',
    'I sent you an invitation for a new time and would like to be sure that it reached you.',
    'The time is {newTime} ({zone}).',
    'If it suits you, please accept it. If not, tell me what would, and I’ll move it.',
  ),
  'time-released': letter(
    'About the time I was keeping for you',
    'I have let go of the times that I was keeping for you, so there is nothing to answer any more.',
    'This one is free for other things again: {newTime} ({zone}).',
    'Whenever you would like new ones, just tell me.',
  ),
  'one-of-two': letter(
    'Our session: {newTime}',
    'Thank you for saying yes to more than one time. I’ve kept the one that you accepted first: {newTime} ({zone}).',
    'Only this is off, should your calendar tell you so ({zone}):\n{times}',
    'I’m looking forward to our session.',
  ),
  'paid/client-emergency': letter(
    'Thinking of you',
    'I hope you’re all right. Please don’t give our session a second thought; it will wait.',
    'These times are yours if you would like one ({zone}):\n{times}',
    'Whenever you’re ready, just write to me.',
  ),
  'paid/coach-emergency': letter(
    'A new time for our session',
    'I’m sorry that I couldn’t be there on {session}: something urgent came up here. This session is still yours.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'paid/coach-missed': letter(
    'I’m sorry about our session',
    'I wasn’t there for our session on {session}, and I’m sorry. That was on my side, and this session is still yours.',
    'These times would work here ({zone}):\n{times}',
    'Tell me what suits you best, and I’ll make it work.',
  ),
  'paid/other': letter(
    'A new time for our session',
    'Our session on {session} didn’t take place, so let’s find a new time for it.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'paid/client-no-show': letter(
    'I was thinking of you',
    'I was in our session on {session} and hope that everything is all right with you.',
    'As we agreed at the start, the hour that was kept for you is part of your program. If there was an emergency, tell me, and we’ll look at it together.',
    'I’m glad to go on whenever you are.',
  ),
  'paid/client-late-cancel': letter(
    'About our session',
    'Thank you for letting me know about {session}.',
    'As we agreed at the start, an hour that is freed within a day of the session is part of your program. If there was an emergency, tell me, and we’ll look at it together.',
    'I’m looking forward to our next one.',
  ),
  'paid/canceled-in-time': letter(
    'A new time for our session',
    'Thank you for letting me know in good time about {session}. The session is still yours.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'complimentary/client-emergency': letter(
    'Thinking of you',
    'I hope you’re all right. Please don’t give our conversation a second thought; it will wait.',
    'These times are yours if you would like one ({zone}):\n{times}',
    'Whenever you’re ready, just write to me.',
  ),
  'complimentary/coach-emergency': letter(
    'A new time for our conversation',
    'I’m sorry that I couldn’t be there on {session}: something urgent came up here. I would still like to meet you.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'complimentary/coach-missed': letter(
    'I’m sorry about our conversation',
    'I wasn’t there for our conversation on {session}, and I’m sorry. That was on my side, and I would still like to meet you.',
    'These times would work here ({zone}):\n{times}',
    'Tell me what suits you best, and I’ll make it work.',
  ),
  'complimentary/other': letter(
    'A new time for our conversation',
    'Our conversation on {session} didn’t take place, so let’s find a new time for it.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'complimentary/client-no-show': letter(
    'Shall we find another time?',
    'We didn’t meet on {session}, and I hope that everything is all right with you. I would still like to get to know you.',
    'These times would work here ({zone}):\n{times}',
    'If you would like to, tell me what suits you best. And if now is not the moment, that’s quite all right.',
  ),
  'complimentary/client-late-cancel': letter(
    'Shall we find another time?',
    'Thank you for letting me know about {session}. I would still like to get to know you.',
    'These times would work here ({zone}):\n{times}',
    'If you would like to, tell me what suits you best. And if now is not the moment, that’s quite all right.',
  ),
  'complimentary/canceled-in-time': letter(
    'Shall we find another time?',
    'Thank you for letting me know about {session}. I would still like to get to know you.',
    'These times would work here ({zone}):\n{times}',
    'Just tell me what suits you best.',
  ),
  'not-counted': letter(
    'About our session',
    'We didn’t meet on {session}, and I hope that everything is all right with you. I have not counted this one.',
    'If you would like a new time for it, these would work here ({zone}):\n{times}',
    'I’m glad to go on whenever you are.',
  ),
}
