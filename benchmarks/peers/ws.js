// Node's `ws`: its server, and one send for each socket and event. With DATABASE_URL it looks up who comes, by the
// statement in CURRENT_SESSION, as the product does before it accepts.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const { PORT, DATABASE_URL, CURRENT_SESSION } = process.env
const everybody = new Set()
const server = createServer()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const known = DATABASE_URL ? await lookup() : async () => true

server.on('upgrade', async (request, socket, head) => {
  if (request.url !== '/inject' && !(await known(request.headers.cookie ?? ''))) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    return
  }
  sockets.handleUpgrade(request, socket, head, (ws) => {
    if (request.url === '/inject') ws.on('message', broadcast)
    else everybody.add(ws), ws.on('close', () => everybody.delete(ws))
  })
})

function broadcast(event) {
  for (const ws of everybody) ws.send(event, { binary: false })
}

async function lookup() {
  const { Pool } = (await import('pg')).default
  const pool = new Pool({ connectionString: DATABASE_URL, max: 10 })
  return async (cookie) => {
    const token = /(?:^|; )dienhong=([^;]*)/.exec(cookie)?.[1] ?? ''
    const hash = createHash('sha256').update(token).digest()
    const found = await pool.query({ name: 'current', text: CURRENT_SESSION, values: [[hash], [false]] })
    return found.rowCount === 1
  }
}

server.listen({ port: Number(PORT), host: '127.0.0.1', backlog: 4096 })
