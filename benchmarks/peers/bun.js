// Bun's own server, which is uWebSockets in C++: a topic, and publishing to it.
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT),
  fetch(request, server) {
    const door = new URL(request.url).pathname === '/inject'
    return server.upgrade(request, { data: { door } }) ? undefined : new Response(null, { status: 400 })
  },
  websocket: {
    perMessageDeflate: false,
    sendPings: false,
    open(ws) {
      if (!ws.data.door) ws.subscribe('room')
    },
    message(ws, event) {
      if (ws.data.door) server.publish('room', event)
    },
  },
})
