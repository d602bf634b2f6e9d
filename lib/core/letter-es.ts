import type { Letter, LetterId } from './letter.ts'

/** Our letters in Spanish: short, warm, and nobody is to blame for anything. */
export const lettersInSpanish: Readonly<Record<LetterId, Letter>> = {
  confirm: {
    subject: 'Nuestra sesión: {session}',
    body: `Hola, {firstName}:

Tengo muchas ganas de nuestra sesión: {session} ({zone}).

Si te sigue viniendo bien, no hace falta que hagas nada. Si te ha surgido algo, con una respuesta breve basta y buscamos otro momento.

Un abrazo,

{coach}`,
  },
  'are-you-joining': {
    subject: '¿Te unes?',
    body: `Hola, {firstName}:

Ya estoy en nuestra sesión, cuando quieras. ¿Te unes?

Si te ha surgido algo, dímelo con toda tranquilidad.

Un abrazo,

{coach}`,
  },
  'times-offered': {
    subject: 'Unas horas para nuestra sesión',
    body: `Hola, {firstName}:

Estas horas están libres para ti ({zone}):
{times}

Dime cuál te viene bien, o propón otra.

Un abrazo,

{coach}`,
  },
  invitation: {
    subject: '¿Te llegó mi invitación?',
    body: `Hola, {firstName}:

Te envié una invitación con una hora nueva y quería comprobar que te llegó.

La hora es {newTime} ({zone}).

Si te viene bien, acéptala, por favor. Si no, dime qué te vendría mejor y la muevo.

Un abrazo,

{coach}`,
  },
  'time-released': {
    subject: 'Sobre la hora que te guardaba',
    body: `Hola, {firstName}:

He dejado libres las horas que te guardaba, así que ya no hace falta que respondas.

Esta vuelve a estar libre para otras cosas: {newTime} ({zone}).

Cuando quieras otras, dímelo.

Un abrazo,

{coach}`,
  },
  'paid/client-emergency': {
    subject: 'Pensando en ti',
    body: `Hola, {firstName}:

Espero que estés bien. No te preocupes por nuestra sesión; puede esperar.

Estas horas son tuyas si quieres alguna ({zone}):
{times}

Cuando te venga bien, escríbeme.

Un abrazo,

{coach}`,
  },
  'paid/coach-emergency': {
    subject: 'Una hora nueva para nuestra sesión',
    body: `Hola, {firstName}:

Siento no haber podido estar en nuestra sesión del {session}: me surgió algo urgente. Esta sesión sigue siendo tuya.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'paid/coach-missed': {
    subject: 'Siento lo de nuestra sesión',
    body: `Hola, {firstName}:

No estuve en nuestra sesión del {session}, y lo siento. Fue cosa mía, y esta sesión sigue siendo tuya.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor y me organizo.

Un abrazo,

{coach}`,
  },
  'paid/other': {
    subject: 'Una hora nueva para nuestra sesión',
    body: `Hola, {firstName}:

Nuestra sesión del {session} no tuvo lugar, así que busquemos otra hora.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'paid/client-no-show': {
    subject: 'Me he acordado de ti',
    body: `Hola, {firstName}:

Estuve en nuestra sesión del {session} y espero que todo vaya bien.

Como acordamos al empezar, la hora que te guardaba forma parte de tu programa. Si hubo una emergencia, dímelo y lo vemos juntos.

Seguimos cuando quieras.

Un abrazo,

{coach}`,
  },
  'paid/client-late-cancel': {
    subject: 'Sobre nuestra sesión',
    body: `Hola, {firstName}:

Gracias por avisarme sobre la sesión del {session}.

Como acordamos al empezar, una hora que queda libre con menos de un día forma parte de tu programa. Si hubo una emergencia, dímelo y lo vemos juntos.

Tengo ganas de la próxima.

Un abrazo,

{coach}`,
  },
  'paid/canceled-in-time': {
    subject: 'Una hora nueva para nuestra sesión',
    body: `Hola, {firstName}:

Gracias por avisarme con tiempo sobre la sesión del {session}. La sesión sigue siendo tuya.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'complimentary/client-emergency': {
    subject: 'Pensando en ti',
    body: `Hola, {firstName}:

Espero que estés bien. No te preocupes por nuestra conversación; puede esperar.

Estas horas son tuyas si quieres alguna ({zone}):
{times}

Cuando te venga bien, escríbeme.

Un abrazo,

{coach}`,
  },
  'complimentary/coach-emergency': {
    subject: 'Una hora nueva para nuestra conversación',
    body: `Hola, {firstName}:

Siento no haber podido estar en nuestra conversación del {session}: me surgió algo urgente. Me sigue apeteciendo conocerte.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'complimentary/coach-missed': {
    subject: 'Siento lo de nuestra conversación',
    body: `Hola, {firstName}:

No estuve en nuestra conversación del {session}, y lo siento. Fue cosa mía, y me sigue apeteciendo conocerte.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor y me organizo.

Un abrazo,

{coach}`,
  },
  'complimentary/other': {
    subject: 'Una hora nueva para nuestra conversación',
    body: `Hola, {firstName}:

Nuestra conversación del {session} no tuvo lugar, así que busquemos otra hora.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'complimentary/client-no-show': {
    subject: '¿Buscamos otro momento?',
    body: `Hola, {firstName}:

No coincidimos el {session} y espero que todo vaya bien. Me sigue apeteciendo conocerte.

Por mi parte podría a estas horas ({zone}):
{times}

Si te apetece, dime qué te viene mejor. Y si ahora no es el momento, no pasa nada.

Un abrazo,

{coach}`,
  },
  'complimentary/client-late-cancel': {
    subject: '¿Buscamos otro momento?',
    body: `Hola, {firstName}:

Gracias por avisarme sobre nuestra conversación del {session}. Me sigue apeteciendo conocerte.

Por mi parte podría a estas horas ({zone}):
{times}

Si te apetece, dime qué te viene mejor. Y si ahora no es el momento, no pasa nada.

Un abrazo,

{coach}`,
  },
  'complimentary/canceled-in-time': {
    subject: '¿Buscamos otro momento?',
    body: `Hola, {firstName}:

Gracias por avisarme sobre nuestra conversación del {session}. Me sigue apeteciendo conocerte.

Por mi parte podría a estas horas ({zone}):
{times}

Dime qué te viene mejor.

Un abrazo,

{coach}`,
  },
  'not-counted': {
    subject: 'Sobre nuestra sesión',
    body: `Hola, {firstName}:

No coincidimos el {session} y espero que todo vaya bien. Esta no la he contado.

Si quieres otra hora para ella, por mi parte podría a estas ({zone}):
{times}

Seguimos cuando quieras.

Un abrazo,

{coach}`,
  },
}
