import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { createCertificate } from './certificate.ts'
import type { Emulator } from './emulator.ts'

export type Servers = {
  /** TLS on 127.0.0.1: map the emulator's host names here (Chromium's `--host-resolver-rules`). */
  readonly tlsPort: number
  /** A proxy on 127.0.0.1 that knows only CONNECT: Firefox's way to the same place. */
  readonly proxyPort: number
  /** The certificate as PEM, for clients that can be told to trust it. */
  readonly certificate: string
  close(): Promise<void>
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const BODILESS = new Set(['GET', 'HEAD'])

const toRequest = async (emulator: Emulator, message: IncomingMessage): Promise<Request> => {
  const method = message.method ?? 'GET'
  const host = (message.headers.host ?? '127.0.0.1').replace(/:\d+$/, '')
  const url = `https://${host}${message.url ?? '/'}`
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  const body = await bodyOf(message)
  if (!BODILESS.has(method))
    return new Request(url, { method, headers, body: body.length > 0 ? new Uint8Array(body) : null })
  if (body.length > 0) emulator.complain(`${method} ${url} came with a body`)
  return new Request(url, { method, headers })
}

const send = async (response: Response, to: ServerResponse): Promise<void> => {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of response.headers) headers[name] = value
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  to.writeHead(response.status, headers)
  to.end(Buffer.from(await response.arrayBuffer()))
}

/** Lets the emulator answer one request. What it loses on purpose ends as a broken connection; its own faults are 500 and a violation. */
const relay = async (emulator: Emulator, message: IncomingMessage, to: ServerResponse): Promise<void> => {
  const request = await toRequest(emulator, message)
  try {
    await send(await emulator.fetch(request), to)
  } catch (error) {
    if (emulator.log.at(-1)?.status === 0) {
      message.socket.destroy()
      return
    }
    emulator.complain(`${request.method} ${request.url}: the emulator failed: ${String(error)}`)
    to.writeHead(500).end(String(error))
  }
}

/** Pipes CONNECT to known hosts into the TLS server and turns everything else away. */
const createProxy = (hosts: readonly string[], tlsPort: number): Server => {
  const proxy = createHttpServer((_, response) => response.writeHead(403).end())
  proxy.on('connect', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const [host = '', port] = (message.url ?? '').split(':')
    if (!hosts.includes(host) || port !== '443') {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
  })
  return proxy
}

/** Listens on 127.0.0.1; 0 lets the system choose the port. */
export const listen = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Stops listening and breaks what is still open, so that a test never hangs on a kept-alive connection. */
const closer = (servers: readonly Server[]): (() => Promise<void>) => {
  const open = new Set<Socket>()
  for (const server of servers) {
    server.on('connection', (socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    })
  }
  return async () => {
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    for (const socket of open) socket.destroy()
    await Promise.all(closed)
  }
}

/** Puts an emulator behind TLS and a CONNECT proxy on 127.0.0.1. */
export const startServers = async ({
  emulator,
  port = 0,
  proxyPort = 0,
}: {
  readonly emulator: Emulator
  readonly port?: number
  readonly proxyPort?: number
}): Promise<Servers> => {
  const certificate = createCertificate(emulator.hosts, Date.now())
  const tls = createTlsServer(certificate, (message, to) => {
    relay(emulator, message, to).catch((error: unknown) => {
      emulator.complain(`A request could not be read: ${String(error)}`)
      message.socket.destroy()
    })
  })
  const tlsPort = await listen(tls, port)
  const proxy = createProxy(emulator.hosts, tlsPort)
  const close = closer([tls, proxy])
  return { tlsPort, proxyPort: await listen(proxy, proxyPort), certificate: certificate.cert, close }
}
