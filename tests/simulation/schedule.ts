/** Who waits: a browser's background during one life, or the world. What a killed life waits for never comes. */
export type Owner = string

type Task = { readonly at: number; readonly order: number; readonly owner: Owner; readonly work: () => void }

/**
 * The only time and the only event loop of a simulation. A task runs, then everything that promises make of it, then the next task; while
 * there are tasks no time passes, and when there are none time jumps to the next timer. Instants are epoch ms.
 */
export type Schedule = {
  now(): number
  /** Who the task that runs now belongs to. */
  readonly owner: Owner
  /** The next task, as an event loop queues it. */
  soon(work: () => void, owner?: Owner): void
  /** A timer; call what comes back to take it away. */
  at(instant: number, work: () => void, owner?: Owner): () => void
  /** Does something in somebody's name. */
  as<T>(owner: Owner, work: () => T): T
  /** Waits as real code waits for the machine: a task later. */
  turn(): Promise<void>
  /** Forgets all that this owner waits for, now and ever after. */
  drop(owner: Owner): void
  /** Does something between two tasks of the owner, after so many more of them. */
  interrupt(owner: Owner, tasks: number, work: () => void): void
  /** Takes all interruptions back. */
  uninterrupted(): void
  /** Runs all tasks up to an instant, where time then stands; or only so many of them. */
  run(until: number, tasks?: number): Promise<void>
  /** Tasks run so far. */
  readonly steps: number
}

/** Tasks at one instant after which something goes round in circles. */
const AT_MOST = 200_000

const WORLD: Owner = 'world'

/** Calls `then` when no promise has anything left to do: Node runs a tick only after all of them. */
const afterPromises = (then: () => void): void => queueMicrotask(() => process.nextTick(then))

/** A schedule that stands at `start`. */
export const createSchedule = (start: number): Schedule => {
  let now = start
  let owner: Owner = WORLD
  let steps = 0
  let order = 0
  let here = 0
  let tasks: Task[] = []
  let first = 0
  const timers: Task[] = []
  const dropped = new Set<Owner>()
  const interrupts = new Map<Owner, { left: number; readonly work: () => void }>()

  const made = (at: number, work: () => void, whose: Owner): Task => {
    order += 1
    return { at, order, owner: whose, work }
  }

  const insert = (timer: Task): void => {
    let low = 0
    let high = timers.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = timers[middle] as Task
      if (other.at < timer.at || (other.at === timer.at && other.order < timer.order)) low = middle + 1
      else high = middle
    }
    timers.splice(low, 0, timer)
  }

  const nextTask = (until: number): Task | null => {
    const task = tasks[first]
    if (task !== undefined) {
      first += 1
      if (first > 1024) {
        tasks = tasks.slice(first)
        first = 0
      }
      return task
    }
    const timer = timers[0]
    if (timer === undefined || timer.at > until) return null
    timers.shift()
    if (timer.at > now) {
      now = timer.at
      here = 0
    }
    return timer
  }

  const perform = (task: Task): void => {
    const interrupt = interrupts.get(task.owner)
    if (interrupt !== undefined) {
      interrupt.left -= 1
      if (interrupt.left < 0) {
        interrupts.delete(task.owner)
        owner = WORLD
        interrupt.work()
        if (dropped.has(task.owner)) return
      }
    }
    steps += 1
    here += 1
    if (here > AT_MOST) throw new Error(`${task.owner} never comes to rest at ${new Date(now).toISOString()}`)
    owner = task.owner
    task.work()
  }

  const schedule: Schedule = {
    now: () => now,
    get owner() {
      return owner
    },
    get steps() {
      return steps
    },
    soon: (work, whose = owner) => {
      if (!dropped.has(whose)) tasks.push(made(now, work, whose))
    },
    at: (instant, work, whose = owner) => {
      const timer = made(Math.max(instant, now), work, whose)
      if (!dropped.has(whose)) insert(timer)
      return () => {
        const index = timers.indexOf(timer)
        if (index >= 0) timers.splice(index, 1)
      }
    },
    as: (whose, work) => {
      const before = owner
      owner = whose
      try {
        return work()
      } finally {
        owner = before
      }
    },
    turn: () => new Promise((resolve) => schedule.soon(resolve)),
    drop: (whose) => {
      dropped.add(whose)
      tasks = tasks.slice(first).filter((task) => task.owner !== whose)
      first = 0
      const kept = timers.filter((timer) => timer.owner !== whose)
      timers.splice(0, timers.length, ...kept)
      interrupts.delete(whose)
    },
    interrupt: (whose, left, work) => {
      interrupts.set(whose, { left, work })
    },
    uninterrupted: () => interrupts.clear(),
    run: (until, most = Number.POSITIVE_INFINITY) =>
      new Promise((resolve, reject) => {
        const end = steps + most
        const turn = (): void => {
          try {
            const task = steps < end ? nextTask(until) : null
            if (task === null) {
              owner = WORLD
              if (steps < end) now = Math.max(now, until)
              resolve()
              return
            }
            perform(task)
            afterPromises(turn)
          } catch (error) {
            reject(error)
          }
        }
        afterPromises(turn)
      }),
  }
  return schedule
}
