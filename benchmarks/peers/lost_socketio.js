// A node of socket.io with its Redis adapter for lost.py: `node lost_socketio.js REDIS_URL PORT`. Everybody who connects is
// in one room; what is posted to /publish goes to that room. The clients of Redis come back by themselves and keep what is
// published meanwhile, as they do by default. Connection state recovery is not there: this adapter does not have it.
// The adapter does not look at what becomes of a publication; without the line about it below the process would end.
import { createServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'

const [url, port] = process.argv.slice(2)
const publisher = createClient({ url, socket: { reconnectStrategy: 50 } })
const subscriber = publisher.duplicate()
for (const client of [publisher, subscriber]) client.on('error', () => {}) // it reconnects
await Promise.all([publisher.connect(), subscriber.connect()])

const http = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    if (request.method !== 'POST' || request.url !== '/publish') return response.writeHead(404).end()
    io.to('room').emit('said', JSON.parse(body).text)
    response.writeHead(201).end()
  })
})
const io = new Server(http, { adapter: createAdapter(publisher, subscriber), perMessageDeflate: false })
io.on('connection', (socket) => socket.join('room'))
http.listen(Number(port), '127.0.0.1')
process.on('unhandledRejection', () => {})
process.on('SIGTERM', () => process.exit(0))
