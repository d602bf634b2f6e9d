import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seedCoach, seedOutlookCoach } from './coach.ts'
import { type Command, obey } from './control.ts'
import { createEmulator, type Emulator } from './emulator.ts'
import { listen, startServers } from './serve.ts'

/**
 * `npm run emulator -- --port 0`: serves a coach's Google and Outlook until it is killed, and prints its addresses as one line of
 * JSON. `--empty` leaves the coach out, `--seed` and `--zone` place them, `--port` is that of TLS.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    control: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    zone: { type: 'string', default: 'America/New_York' },
    empty: { type: 'boolean', default: false },
  },
})

const control = (emulator: Emulator) => async (message: IncomingMessage, to: ServerResponse) => {
  const answer = (status: number, body: unknown): void => {
    to.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
  }
  // A web page cannot send JSON here without asking first, and nobody answers its question.
  const isJson = message.headers['content-type']?.startsWith('application/json') ?? false
  if (message.method !== 'POST' || !isJson) return answer(405, { error: 'POST a JSON command' })
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  try {
    return answer(200, {
      ok: true,
      value: obey(emulator, JSON.parse(Buffer.concat(chunks).toString()) as Command),
    })
  } catch (error) {
    return answer(400, { ok: false, error: error instanceof Error ? error.message : String(error) })
  }
}

const emulator = createEmulator({ now: Date.now, seed: Number(values.seed), sleep: (ms) => sleep(ms) })
if (!values.empty) {
  seedCoach(emulator, { zone: values.zone })
  seedOutlookCoach(emulator, { zone: values.zone })
}
const servers = await startServers({ emulator, port: Number(values.port) })
const obeying = control(emulator)
const controlServer = createServer((message, to) => {
  obeying(message, to).catch(() => message.socket.destroy())
})
const controlPort = await listen(controlServer, Number(values.control))

console.log(
  JSON.stringify({
    tls: `https://127.0.0.1:${servers.tlsPort}`,
    proxy: `http://127.0.0.1:${servers.proxyPort}`,
    control: `http://127.0.0.1:${controlPort}`,
    hosts: emulator.hosts,
  }),
)
