import { ok } from '../../lib/core/result.ts'
import {
  chooseCalendar,
  pauseAccount,
  refreshCalendars,
  renameAccount,
  startPractice,
} from '../../lib/flow/account.ts'
import { addSession } from '../../lib/flow/add-session.ts'
import { removeAnnotations } from '../../lib/flow/annotations.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { saveClient } from '../../lib/flow/client.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { annotateCalendar, consent } from '../../lib/flow/consent.ts'
import { eraseClient } from '../../lib/flow/erase-client.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { saveOwnClient } from '../../lib/flow/own-client.ts'
import { savePolicy } from '../../lib/flow/policy.ts'
import { changeProgram, removeProgram, saveProgram } from '../../lib/flow/program.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { linkClient, putOff, recogniseAs } from '../../lib/flow/recognise.ts'
import { removeAccount } from '../../lib/flow/remove-account.ts'
import { removeSession } from '../../lib/flow/remove-session.ts'
import { leaveOut, letIn, saveRules } from '../../lib/flow/rules.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { finishSetUp, saveSettings } from '../../lib/flow/settings.ts'
import { signInFinish, signInStart } from '../../lib/flow/sign-in.ts'
import { splitSession } from '../../lib/flow/split.ts'
import { discardWrite, retryWrite } from '../../lib/flow/stuck.ts'
import { undo } from '../../lib/flow/undo.ts'
import { showOutcomes } from '../../lib/flow/visible.ts'
import { letGo, withdraw } from '../../lib/flow/withdraw.ts'
import type { Message, MessageName, Reply } from '../../lib/messages.ts'
import type { Deps } from '../../lib/ports.ts'
import type { Handlers } from './listen.ts'

/** What happens outside the flows when a message has done its work. */
export type Around = {
  /** Nothing is done before the time is known. */
  readonly ready: Promise<unknown>
  /** Brings badge, prompt, alarms and queued writes up to date; not waited for, since it may speak to the network. */
  readonly afterwards: () => void
  readonly showPrompt: (sessionKey: string | null) => Promise<unknown>
  readonly tryAsking: (trial: Message<'tryAsking'>) => Promise<boolean>
  /** Holds a flow back while a backup is being restored. */
  readonly undisturbed: <T>(work: () => Promise<T>) => Promise<T>
}

/** Message -> flow, one line each. */
export const createHandlers = (
  deps: Deps,
  { ready, afterwards, showPrompt, tryAsking, undisturbed }: Around,
): Handlers => {
  const flow =
    <Name extends MessageName>(run: (deps: Deps, data: Message<Name>) => Promise<Reply<Name>>) =>
    async (data: Message<Name>): Promise<Reply<Name>> => {
      await ready
      const reply = await undisturbed(() => run(deps, data))
      afterwards()
      return reply
    }
  return {
    answer: flow<'answer'>(answer),
    undo: flow<'undo'>(undo),
    putOff: flow<'putOff'>(putOff),
    setKind: flow<'setKind'>(setKind),
    recogniseAs: flow<'recogniseAs'>(recogniseAs),
    linkClient: flow<'linkClient'>(linkClient),
    splitSession: flow<'splitSession'>(splitSession),
    saveNote: flow<'saveNote'>(saveNote),
    saveClient: flow<'saveClient'>(saveClient),
    mergeClients: flow<'mergeClients'>(mergeClients),
    splitClient: flow<'splitClient'>(splitClient),
    eraseClient: flow<'eraseClient'>(eraseClient),
    addSession: flow<'addSession'>(addSession),
    removeSession: flow<'removeSession'>(removeSession),
    saveProgram: flow<'saveProgram'>(saveProgram),
    changeProgram: flow<'changeProgram'>(changeProgram),
    removeProgram: flow<'removeProgram'>(removeProgram),
    saveRules: flow<'saveRules'>(saveRules),
    leaveOut: flow<'leaveOut'>(leaveOut),
    letIn: flow<'letIn'>(letIn),
    saveSettings: flow<'saveSettings'>(saveSettings),
    savePolicy: flow<'savePolicy'>(savePolicy),
    finishSetUp: flow<'finishSetUp'>(finishSetUp),
    offerSlots: flow<'offerSlots'>(offerSlots),
    propose: flow<'propose'>(propose),
    choose: flow<'choose'>(choose),
    withdraw: flow<'withdraw'>(withdraw),
    letGo: flow<'letGo'>(letGo),
    sayMoved: flow<'sayMoved'>(sayMoved),
    signInStart: flow<'signInStart'>(signInStart),
    signInFinish: flow<'signInFinish'>(signInFinish),
    saveOwnClient: flow<'saveOwnClient'>(saveOwnClient),
    startPractice: flow<'startPractice'>(startPractice),
    removeAccount: flow<'removeAccount'>(removeAccount),
    renameAccount: flow<'renameAccount'>(renameAccount),
    pauseAccount: flow<'pauseAccount'>(pauseAccount),
    chooseCalendar: flow<'chooseCalendar'>(chooseCalendar),
    refreshCalendars: flow<'refreshCalendars'>(refreshCalendars),
    consent: flow<'consent'>(consent),
    annotateCalendar: flow<'annotateCalendar'>(annotateCalendar),
    removeAnnotations: flow<'removeAnnotations'>(removeAnnotations),
    showOutcomes: flow<'showOutcomes'>(showOutcomes),
    retryWrite: flow<'retryWrite'>(retryWrite),
    discardWrite: flow<'discardWrite'>(discardWrite),
    pullNow: flow<'pullNow'>(async (given) => ok(await pull(given))),
    openPrompt: async ({ sessionKey }) => {
      await showPrompt(sessionKey)
      return ok(null)
    },
    tryAsking: async (trial) => ok({ shown: await tryAsking(trial) }),
  }
}
