import { createHandlers } from '../../entrypoints/background/handlers.ts'
import type { Handlers } from '../../entrypoints/background/listen.ts'
import { createRounds } from '../../entrypoints/background/rounds.ts'
import { BOOKS_LOCK } from '../../lib/core/backup.ts'
import { install } from '../../lib/flow/install.ts'
import { restore } from '../../lib/flow/restore.ts'
import { tick } from '../../lib/flow/tick.ts'
import type { Message, MessageName, Reply } from '../../lib/messages.ts'
import type { Deps, Store } from '../../lib/ports.ts'
import type { Database } from '../../lib/store/db.ts'
import { keepDraft } from '../../lib/store/queries/drafts.ts'
import type { BackupRows } from '../../lib/tables.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { createTestDatabase } from '../helpers/store.ts'
import { createAdapters } from './adapters.ts'
import { createDevice, type Device } from './device.ts'
import type { Dice } from './dice.ts'
import { createDisk, type Disk } from './disk.ts'
import { createKnown } from './known.ts'
import type { Network } from './network.ts'
import { createPorts } from './ports.ts'
import type { Schedule } from './schedule.ts'
import type { Trace } from './trace.ts'
import { createUpdate } from './update.ts'

type Why = Parameters<typeof tick>[1]

/** What stands in the place of a browser's store: the store itself, or somebody who watches it. */
export type StoreOf = (browser: string, store: Store) => Store

/** A browser with Afterward in it. Its background has many lives; disk and device outlive them. */
export type Browser = {
  readonly name: string
  readonly disk: Disk
  readonly device: Device
  /** Who waits on the schedule in the present life. */
  readonly life: string
  /** Sends what a page would send; a background that sleeps is woken by it. Never answers when it is killed first. */
  send<Name extends MessageName>(name: Name, data: Message<Name>): Promise<Reply<Name>>
  /** A page keeps what is typed there as a draft. Never ends when the background is killed first: then the page went with it. */
  type(draftId: string, value: unknown): Promise<void>
  /** The coach has a page put the rows of a backup in the place of what is here; `device`: the new name. Never ends when killed first. */
  restore(rows: BackupRows, device: string): Promise<void>
  /** Wakes the background for a round. */
  wake(why: Why): void
  /** The browser starts, or is started again. */
  start(): void
  /** The background is killed; what the browser itself remembers stays. */
  kill(): void
  /** A later version comes, and the browser goes on with it. `stumbles`: its update cannot be gone on with before the next one. */
  update(stumbles: boolean): void
  /** A version came whose update fails. */
  readonly isBroken: boolean
  /** The whole browser ends. */
  quit(): void
}

type Life = {
  readonly name: string
  readonly deps: Promise<Deps>
  readonly handlers: Promise<Handlers>
  readonly undisturbed: <T>(work: () => Promise<T>) => Promise<T>
  round(why: Why): Promise<void>
}

/** Who is told of a browser what cannot be seen on its disk. */
type Told = {
  /** What a flow threw: outside a failing disk that is always a bug. */
  bug(browser: string, error: unknown): void
  /** What an update left half done. */
  half(browser: string, what: string): void
  /** Its background was killed, and what was not committed is gone. */
  ended(browser: Browser): void
}

/** A browser without anything in it yet. */
export const createBrowser = (
  name: string,
  world: {
    readonly schedule: Schedule
    readonly trace: Trace
    readonly dice: Dice
    readonly network: Network
    readonly storeOf: StoreOf
  },
  told: Told,
): Browser => {
  const { schedule, trace, dice, network, storeOf } = world
  const disk = createDisk()
  const update = createUpdate(disk)
  const device = createDevice(name, world, () => browser.wake('alarm'))
  const luck = dice.fork(name)
  const fetch = network.fetchOf(name, () => device.isOnline)
  let lives = 0
  let life: Life | null = null

  /** Waits for the update that is due, if any, and looks at what it left before anybody else can. */
  const updated = async (db: Database): Promise<void> => {
    while (update.isDue) {
      const isDone = await db.settings.count().then(
        () => true,
        () => false,
      )
      trace.count(`state update ${isDone ? 'done' : 'failed'}`)
      for (const what of update.look()) told.half(name, what)
      if (!isDone && update.isBroken) return
    }
  }

  const hurry = (writeId: string): void => {
    const operation = disk.rows('outbox').find(({ id }) => id === writeId)?.operation
    if (operation?.type === 'insert') device.hurried.add(operation.draft.start)
  }

  const born = (): Life => {
    lives += 1
    const own = `${name}#${lives}`
    const ports = createPorts(schedule, device, luck, createKnown(disk))
    const undisturbed = <T>(work: () => Promise<T>): Promise<T> => ports.locks.together(BOOKS_LOCK, work)
    const make = async (): Promise<Deps> => {
      const db = createTestDatabase(disk.factory, update.shape)
      await updated(db)
      const own = { ...ports, store: storeOf(name, db) }
      return createTestDeps({ ...own, ...createAdapters(fetch, device, own), db })
    }
    const deps = make()
    const rounds = createRounds(async (why: Why) => {
      trace.count(`tick ${why}`)
      const given = await deps
      await undisturbed(() => tick(given, why)).catch((error: unknown) => told.bug(name, error))
    })
    const handlers = deps.then((given) =>
      createHandlers(given, {
        ready: Promise.resolve(),
        afterwards: () => void rounds('message'),
        showPrompt: async () => undefined,
        tryAsking: async () => false,
        undisturbed,
      }),
    )
    return { name: own, deps, handlers, undisturbed, round: rounds }
  }

  /** Runs as the present life, which is begun if there is none. */
  const within = (work: (life: Life) => unknown): void => {
    const own = life?.name ?? `${name}#${lives + 1}`
    schedule.soon(() => {
      life ??= born()
      void work(life)
    }, own)
  }

  const end = (): void => {
    if (life === null) return
    device.cutShort.add(device.clock())
    schedule.drop(life.name)
    schedule.as(life.name, disk.cut)
    life = null
    told.ended(browser)
  }

  const browser: Browser = {
    name,
    disk,
    device,
    get life() {
      return life?.name ?? `${name}#${lives + 1}`
    },
    send: (message, data) =>
      new Promise((resolve) => {
        if (message === 'retryWrite') hurry((data as Message<'retryWrite'>).writeId)
        within(async ({ handlers }) => {
          const handle = (await handlers)[message] as (given: typeof data) => Promise<Reply<typeof message>>
          try {
            const reply = await handle(data)
            trace.count(`message ${message}${reply.ok ? '' : ' refused'}`)
            resolve(reply)
          } catch (error) {
            told.bug(name, error)
            resolve({ ok: false, error: { reason: 'storage', failure: null } })
          }
        })
      }),
    type: (draftId, value) =>
      new Promise((resolve) => {
        const now = device.clock()
        within(async ({ deps }) => {
          try {
            const { store } = await deps
            await store.write(['drafts'], (tx) => keepDraft(tx, draftId, value, now))
            resolve()
          } catch (error) {
            told.bug(name, error)
          }
        })
      }),
    restore: (rows, device) =>
      new Promise((resolve) => {
        within(async ({ deps }) => {
          try {
            await restore({ ...(await deps), ids: { next: () => device } }, rows)
            resolve()
          } catch (error) {
            told.bug(name, error)
          }
        })
      }),
    wake: (why) => within(({ round }) => round(why)),
    start: () =>
      within(async ({ deps, undisturbed, round }) => {
        try {
          const given = await deps
          await undisturbed(() => install(given))
        } catch (error) {
          told.bug(name, error)
        }
        await round('start')
      }),
    kill: () => {
      trace.say(name, 'the background is killed')
      end()
    },
    get isBroken() {
      return update.isBroken
    },
    update: (stumbles) => {
      end()
      update.begin(stumbles)
      browser.start()
    },
    quit: () => {
      trace.say(name, 'the browser ends')
      end()
      device.forget()
    },
  }
  return browser
}
