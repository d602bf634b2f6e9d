import type { Letter, LetterId } from './letter.ts'

/** Our letters in English: short, warm, and nobody is to blame for anything. */
export const lettersInEnglish: Readonly<Record<LetterId, Letter>> = {
  confirm: {
    subject: 'Our session: {session}',
    body: `Hi {firstName},

I’m looking forward to our session: {session} ({zone}).

If that still suits you, there is nothing to do. If something has come up, a short reply is enough and we’ll find another time.

Warmly,

{coach}`,
  },
  'are-you-joining': {
    subject: 'Are you joining?',
    body: `Hi {firstName},

I’m in our session and ready when you are. Are you joining?

If something came up, just tell me. That’s quite all right.

Warmly,

{coach}`,
  },
  'times-offered': {
    subject: 'Some times for our session',
    body: `Hi {firstName},

These times are free for you ({zone}):
{times}

Just tell me which one suits you, or suggest another.

Warmly,

{coach}`,
  },
  invitation: {
    subject: 'Did my invitation reach you?',
    body: `Hi {firstName},

I sent you an invitation for a new time and would like to be sure that it reached you.

The time is {newTime} ({zone}).

If it suits you, please accept it. If not, tell me what would, and I’ll move it.

Warmly,

{coach}`,
  },
  'time-released': {
    subject: 'About the time I was keeping for you',
    body: `Hi {firstName},

I have let go of the times that I was keeping for you, so there is nothing to answer any more.

This one is free for other things again: {newTime} ({zone}).

Whenever you would like new ones, just tell me.

Warmly,

{coach}`,
  },
  'paid/client-emergency': {
    subject: 'Thinking of you',
    body: `Hi {firstName},

I hope you’re all right. Please don’t give our session a second thought; it will wait.

These times are yours if you would like one ({zone}):
{times}

Whenever you’re ready, just write to me.

Warmly,

{coach}`,
  },
  'paid/coach-emergency': {
    subject: 'A new time for our session',
    body: `Hi {firstName},

I’m sorry that I couldn’t be there on {session}: something urgent came up here. This session is still yours.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'paid/coach-missed': {
    subject: 'I’m sorry about our session',
    body: `Hi {firstName},

I wasn’t there for our session on {session}, and I’m sorry. That was on my side, and this session is still yours.

These times would work here ({zone}):
{times}

Tell me what suits you best, and I’ll make it work.

Warmly,

{coach}`,
  },
  'paid/other': {
    subject: 'A new time for our session',
    body: `Hi {firstName},

Our session on {session} didn’t take place, so let’s find a new time for it.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'paid/client-no-show': {
    subject: 'I was thinking of you',
    body: `Hi {firstName},

I was in our session on {session} and hope that everything is all right with you.

As we agreed at the start, the hour that was kept for you is part of your program. If there was an emergency, tell me, and we’ll look at it together.

I’m glad to go on whenever you are.

Warmly,

{coach}`,
  },
  'paid/client-late-cancel': {
    subject: 'About our session',
    body: `Hi {firstName},

Thank you for letting me know about {session}.

As we agreed at the start, an hour that is freed within a day of the session is part of your program. If there was an emergency, tell me, and we’ll look at it together.

I’m looking forward to our next one.

Warmly,

{coach}`,
  },
  'paid/canceled-in-time': {
    subject: 'A new time for our session',
    body: `Hi {firstName},

Thank you for letting me know in good time about {session}. The session is still yours.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'complimentary/client-emergency': {
    subject: 'Thinking of you',
    body: `Hi {firstName},

I hope you’re all right. Please don’t give our conversation a second thought; it will wait.

These times are yours if you would like one ({zone}):
{times}

Whenever you’re ready, just write to me.

Warmly,

{coach}`,
  },
  'complimentary/coach-emergency': {
    subject: 'A new time for our conversation',
    body: `Hi {firstName},

I’m sorry that I couldn’t be there on {session}: something urgent came up here. I would still like to meet you.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'complimentary/coach-missed': {
    subject: 'I’m sorry about our conversation',
    body: `Hi {firstName},

I wasn’t there for our conversation on {session}, and I’m sorry. That was on my side, and I would still like to meet you.

These times would work here ({zone}):
{times}

Tell me what suits you best, and I’ll make it work.

Warmly,

{coach}`,
  },
  'complimentary/other': {
    subject: 'A new time for our conversation',
    body: `Hi {firstName},

Our conversation on {session} didn’t take place, so let’s find a new time for it.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'complimentary/client-no-show': {
    subject: 'Shall we find another time?',
    body: `Hi {firstName},

We didn’t meet on {session}, and I hope that everything is all right with you. I would still like to get to know you.

These times would work here ({zone}):
{times}

If you would like to, tell me what suits you best. And if now is not the moment, that’s quite all right.

Warmly,

{coach}`,
  },
  'complimentary/client-late-cancel': {
    subject: 'Shall we find another time?',
    body: `Hi {firstName},

Thank you for letting me know about {session}. I would still like to get to know you.

These times would work here ({zone}):
{times}

If you would like to, tell me what suits you best. And if now is not the moment, that’s quite all right.

Warmly,

{coach}`,
  },
  'complimentary/canceled-in-time': {
    subject: 'Shall we find another time?',
    body: `Hi {firstName},

Thank you for letting me know about {session}. I would still like to get to know you.

These times would work here ({zone}):
{times}

Just tell me what suits you best.

Warmly,

{coach}`,
  },
  'not-counted': {
    subject: 'About our session',
    body: `Hi {firstName},

We didn’t meet on {session}, and I hope that everything is all right with you. I have not counted this one.

If you would like a new time for it, these would work here ({zone}):
{times}

I’m glad to go on whenever you are.

Warmly,

{coach}`,
  },
}
