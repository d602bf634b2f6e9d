import type { Letter, LetterId } from './letter.ts'

const letter = (subject: string, ...paragraphs: readonly string[]): Letter => ({
  subject,
  body: ['Hola, {nombre}:', ...paragraphs, 'Un saludo,', '{firma}'].join('\n\n'),
})

/** Our letters in Spanish: short, warm, and nobody is to blame for anything. */
export const lettersInSpanish: Readonly<Record<LetterId, Letter>> = {
  confirm: letter(
    'Nuestra sesión: {sesión}',
    'Tengo muchas ganas de nuestra sesión: {sesión} ({zona}).',
    'Si te sigue viniendo bien, no hace falta que hagas nada. Si te ha surgido algo, con una respuesta breve basta y buscamos otro momento.',
  ),
  'are-you-joining': letter(
    '¿Te unes?',
    'Ya estoy en nuestra sesión, cuando quieras. ¿Te unes?',
    'Si te ha surgido algo, dímelo con toda tranquilidad.',
  ),
  'times-offered': letter(
    'Unas horas para nuestra sesión',
    'Estas horas están libres para ti ({zona}):\n{horas}',
    'Dime cuál te viene bien, o propón otra.',
  ),
  invitation: letter(
    '¿Te llegó mi invitación?',
    'Te envié una invitación con una hora nueva y quería comprobar que te llegó.',
    'La hora es {horaNueva} ({zona}).',
    'Si te viene bien, acéptala, por favor. Si no, dime qué te vendría mejor y la muevo.',
  ),
  'time-released': letter(
    'Sobre la hora que te guardaba',
    'He dejado libres las horas que te guardaba, así que ya no hace falta que respondas.',
    'Esta vuelve a estar libre para otras cosas: {horaNueva} ({zona}).',
    'Cuando quieras otras, dímelo.',
  ),
  'one-of-two': letter(
    'Nuestra sesión: {horaNueva}',
    'Gracias por decir que sí a más de una hora. He dejado la que aceptaste primero: {horaNueva} ({zona}).',
    'Solo esto queda anulado, por si tu calendario te avisa ({zona}):\n{horas}',
    'Tengo ganas de nuestra sesión.',
  ),
  'paid/client-emergency': letter(
    'Pensando en ti',
    'Espero que estés bien. No te preocupes por nuestra sesión; puede esperar.',
    'Estas horas son tuyas si quieres alguna ({zona}):\n{horas}',
    'Cuando te venga bien, escríbeme.',
  ),
  'paid/coach-emergency': letter(
    'Una hora nueva para nuestra sesión',
    'Siento no haber podido estar en nuestra sesión del {sesión}: me surgió algo urgente. Esta sesión sigue siendo tuya.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'paid/coach-missed': letter(
    'Siento lo de nuestra sesión',
    'No estuve en nuestra sesión del {sesión}, y lo siento. Fue cosa mía, y esta sesión sigue siendo tuya.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor y me organizo.',
  ),
  'paid/other': letter(
    'Una hora nueva para nuestra sesión',
    'Nuestra sesión del {sesión} no tuvo lugar, así que busquemos otra hora.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'paid/client-no-show': letter(
    'Me he acordado de ti',
    'Estuve en nuestra sesión del {sesión} y espero que todo vaya bien.',
    'Como acordamos al empezar, la hora que te guardaba forma parte de tu programa. Si hubo una emergencia, dímelo y lo hablamos.',
    'Seguimos cuando quieras.',
  ),
  'paid/client-late-cancel': letter(
    'Sobre nuestra sesión',
    'Gracias por avisarme sobre la sesión del {sesión}.',
    'Como acordamos al empezar, una hora que queda libre con menos de un día forma parte de tu programa. Si hubo una emergencia, dímelo y lo hablamos.',
    'Tengo ganas de la próxima.',
  ),
  'paid/canceled-in-time': letter(
    'Una hora nueva para nuestra sesión',
    'Gracias por avisarme con tiempo sobre la sesión del {sesión}. La sesión sigue siendo tuya.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'complimentary/client-emergency': letter(
    'Pensando en ti',
    'Espero que estés bien. No te preocupes por nuestra conversación; puede esperar.',
    'Estas horas son tuyas si quieres alguna ({zona}):\n{horas}',
    'Cuando te venga bien, escríbeme.',
  ),
  'complimentary/coach-emergency': letter(
    'Una hora nueva para nuestra conversación',
    'Siento no haber podido estar en nuestra conversación del {sesión}: me surgió algo urgente. Me sigue apeteciendo conocerte.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'complimentary/coach-missed': letter(
    'Siento lo de nuestra conversación',
    'No estuve en nuestra conversación del {sesión}, y lo siento. Fue cosa mía, y me sigue apeteciendo conocerte.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor y me organizo.',
  ),
  'complimentary/other': letter(
    'Una hora nueva para nuestra conversación',
    'Nuestra conversación del {sesión} no tuvo lugar, así que busquemos otra hora.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'complimentary/client-no-show': letter(
    '¿Buscamos otro momento?',
    'No coincidimos el {sesión} y espero que todo vaya bien. Me sigue apeteciendo conocerte.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Si te apetece, dime qué te viene mejor. Y si ahora no es el momento, no pasa nada.',
  ),
  'complimentary/client-late-cancel': letter(
    '¿Buscamos otro momento?',
    'Gracias por avisarme sobre nuestra conversación del {sesión}. Me sigue apeteciendo conocerte.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Si te apetece, dime qué te viene mejor. Y si ahora no es el momento, no pasa nada.',
  ),
  'complimentary/canceled-in-time': letter(
    '¿Buscamos otro momento?',
    'Gracias por avisarme sobre nuestra conversación del {sesión}. Me sigue apeteciendo conocerte.',
    'Por mi parte podría a estas horas ({zona}):\n{horas}',
    'Dime qué te viene mejor.',
  ),
  'not-counted': letter(
    'Sobre nuestra sesión',
    'No coincidimos el {sesión} y espero que todo vaya bien. Esta no la he contado.',
    'Si quieres otra hora para ella, por mi parte podría a estas ({zona}):\n{horas}',
    'Seguimos cuando quieras.',
  ),
}
