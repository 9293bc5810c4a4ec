// socket.io with its adapter in memory, WebSockets only: a room, and an event that is sent to it.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const server = createServer()
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
io.on('connection', (socket) => {
  if (socket.handshake.query.door) socket.on('inject', (event) => io.to('room').emit('entry', event))
  else socket.join('room')
})
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 })
