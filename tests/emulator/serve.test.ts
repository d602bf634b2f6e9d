import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { CALENDAR_SCOPE } from './caller.ts'
import { createEmulator } from './emulator.ts'
import { type Servers, startServers } from './serve.ts'

const COACH = 'alex@coachwell.example'
let servers: Servers | null = null

const start = async () => {
  const emulator = createEmulator({ mailboxes: [{ email: COACH }] })
  servers = await startServers({ emulator })
  return { emulator, servers, token: emulator.google.grant(COACH, [CALENDAR_SCOPE]) }
}

afterEach(async () => {
  await servers?.close()
  servers = null
})

type Sending = {
  readonly host?: string
  readonly path?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request over TLS with the certificate checked, as a browser makes it for a mapped host. */
const send = ({ tlsPort, certificate }: Servers, sending: Sending) =>
  new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const {
        host = 'www.googleapis.com',
        path = '/calendar/v3/calendars/primary/events',
        method = 'GET',
        headers,
        body,
      } = sending
      const request = httpsRequest(
        {
          host: '127.0.0.1',
          port: tlsPort,
          servername: host,
          ca: certificate,
          path,
          method,
          headers: { host, ...headers },
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              headers: response.headers,
            }),
          )
        },
      )
      request.on('error', reject)
      request.end(body)
    },
  )

/** Asks the proxy for a tunnel; the status it answers with and the socket behind it. */
const tunnel = ({ proxyPort }: Servers, target: string) =>
  new Promise<{ status: number; socket: import('node:net').Socket }>((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: proxyPort,
      method: 'CONNECT',
      path: target,
      agent: false,
    })
    request.on('connect', (response, socket) => resolve({ status: response.statusCode ?? 0, socket }))
    request.on('error', reject)
    request.end()
  })

describe('the TLS server', () => {
  it('answers for the real host names under a certificate that holds', async () => {
    const { emulator, token, servers: running } = await start()
    const body = JSON.stringify({
      id: 'abcde',
      summary: 'Grüße',
      start: { date: '2026-11-23' },
      end: { date: '2026-11-24' },
    })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const made = await send(running, { method: 'POST', headers, body })
    expect(made.status).toBe(200)
    expect(JSON.parse(made.text).summary).toBe('Grüße')
    expect(made.headers.date).toBe(new Date(emulator.clock.now()).toUTCString())
    expect(made.headers['set-cookie']).toHaveLength(1)
    const page = await send(running, { host: 'accounts.google.com', path: '/o/oauth2/v2/auth?client_id=x' })
    expect([page.status, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
    const gone = await send(running, {
      path: '/calendar/v3/calendars/primary/events/abcde',
      method: 'DELETE',
      headers: { authorization: headers.authorization },
    })
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect(emulator.violations).toEqual([])
  })

  it('is not believed for another host', async () => {
    const { servers: running } = await start()
    await expect(send(running, { host: 'mail.google.com' })).rejects.toThrow(/altname/i)
  })

  it('breaks the line for a lost request and a lost answer', async () => {
    const { emulator, token, servers: running } = await start()
    const headers = { authorization: `Bearer ${token}` }
    for (const kind of ['lost-request', 'lost-response'] as const) {
      emulator.faults.next({ kind })
      await expect(send(running, { headers })).rejects.toThrow(/socket hang up|ECONNRESET/)
    }
    expect((await send(running, { headers })).status).toBe(200)
    expect(emulator.violations).toEqual([])
  })

  it('objects to a GET with a body', async () => {
    const { emulator, token, servers: running } = await start()
    await send(running, { headers: { authorization: `Bearer ${token}`, 'content-length': '2' }, body: '{}' })
    expect(emulator.violations).toEqual([expect.stringContaining('came with a body')])
  })
})

describe('the program', () => {
  it('prints its addresses as one line of JSON and obeys commands', async () => {
    const main = new URL('./main.ts', import.meta.url).pathname
    const program = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const [chunk] = (await once(program.stdout, 'data')) as [Buffer]
      const [line = '', rest] = chunk.toString().split('\n')
      expect(rest).toBe('')
      const addresses = JSON.parse(line) as { tls: string; proxy: string; control: string; hosts: string[] }
      expect(addresses.hosts).toContain('www.googleapis.com')
      expect(addresses.tls).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
      const command = { method: 'POST', body: JSON.stringify({ do: 'events', email: COACH }) }
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(addresses.control, { ...command, headers })
      expect(((await answer.json()) as { value: unknown[] }).value.length).toBeGreaterThan(10)
      expect(
        (await fetch(addresses.control, { ...command, headers: { 'content-type': 'text/plain' } })).status,
      ).toBe(405)
    } finally {
      program.kill()
      await once(program, 'exit')
    }
  })
})

describe('the proxy', () => {
  it('leads known hosts to the TLS server', async () => {
    const { servers: running } = await start()
    const { status, socket } = await tunnel(running, 'www.googleapis.com:443')
    expect(status).toBe(200)
    const secure: TLSSocket = tlsConnect({
      socket,
      servername: 'www.googleapis.com',
      ca: running.certificate,
    })
    secure.write('GET /calendar/v3/colors HTTP/1.1\r\nHost: www.googleapis.com\r\nConnection: close\r\n\r\n')
    const chunks: Buffer[] = []
    for await (const chunk of secure) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 401 /)
  })

  it.each([['example.com:443'], ['www.googleapis.com:80'], ['127.0.0.1:22']])(
    'turns %s away with 403',
    async (target) => {
      const { servers: running } = await start()
      const { status, socket } = await tunnel(running, target)
      socket.destroy()
      expect(status).toBe(403)
    },
  )
})
