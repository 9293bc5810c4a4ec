/* The hot part of `fanout_sockets.py`: read many WebSockets until every event has reached every one of them.
 *
 * It asks each socket in turn and sleeps for none. In life the readers are other machines; a reader here that slept
 * would have the sending server's kernel pay for waking it, the dearest part of a send, and for us to measure that.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { ROOM = 1 << 16, RARELY = 64, DIGITS = 19, TEXT = 1, CLOSED = 8, PING = 9, PONG = 10 };
static const char STAMP[] = "ns=";

struct line { int fd; int held; int64_t delivered; unsigned char bytes[ROOM]; };

struct crowd {
    int64_t epoch_ns;                              /* added to the clock, so that a stamp has nineteen digits */
    int64_t delivered, sent, kept, most;
    int64_t *latencies_ns;
    int count, room;
    int64_t event_bytes, stamp_at, sweeps;
    unsigned char *event;
    struct line *door, **lines;
};

static int64_t now_ns(const struct crowd *c) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec + c->epoch_ns;
}

static struct line *line_new(int fd, const void *held, int bytes) {
    struct line *line = malloc(sizeof *line);
    line->fd = fd, line->held = bytes, line->delivered = 0;
    memcpy(line->bytes, held, bytes);
    return line;
}

struct crowd *crowd_new(int door, const void *event, int64_t bytes, int64_t stamp_at, int64_t epoch_ns, int64_t most) {
    struct crowd *c = calloc(1, sizeof *c);
    c->door = line_new(door, "", 0);
    c->event_bytes = bytes, c->stamp_at = stamp_at, c->epoch_ns = epoch_ns, c->most = most;
    c->event = memcpy(malloc(bytes), event, bytes);
    c->latencies_ns = malloc(most * sizeof *c->latencies_ns);
    return c;
}

void crowd_free(struct crowd *c) {
    for (int n = 0; n < c->count; n++) free(c->lines[n]);
    free(c->door), free(c->lines), free(c->event), free(c->latencies_ns), free(c);
}

/* One more socket, with what was read of it already. */
void crowd_add(struct crowd *c, int fd, const void *held, int bytes) {
    if (c->count == c->room) c->lines = realloc(c->lines, (c->room = 2 * c->room + 64) * sizeof *c->lines);
    c->lines[c->count++] = line_new(fd, held, bytes);
}

static void event_arrived(struct crowd *c, struct line *line, const unsigned char *payload, int64_t size) {
    const unsigned char *at = memmem(payload, size, STAMP, sizeof STAMP - 1);
    if (!at || at + sizeof STAMP - 1 + DIGITS > payload + size) return;
    int64_t sent = 0;
    for (int n = 0; n < DIGITS; n++) sent = sent * 10 + (at[sizeof STAMP - 1 + n] - '0');
    if (c->kept < c->most) c->latencies_ns[c->kept++] = now_ns(c) - sent;
    c->delivered++, line->delivered++;
}

static int answer(const struct line *line, int opcode, const void *payload, int size) {
    unsigned char frame[6 + 125] = {128 | opcode, 128 | size};
    memcpy(frame + 6, payload, size);
    return send(line->fd, frame, 6 + size, MSG_NOSIGNAL) < 0;
}

/* The whole frames of what one socket holds; -1 where the other end closed or sent more than fits. */
static int frames(struct crowd *c, struct line *line) {
    unsigned char *b = line->bytes;
    int at = 0;
    while (line->held - at >= 2) {
        int head = 2, size = b[at + 1] & 127, opcode = b[at] & 15;
        if (size == 127) return -1;
        if (size == 126) {
            if (line->held - at < 4) break;
            head = 4, size = b[at + 2] << 8 | b[at + 3];
        }
        if (line->held - at < head + size) break;
        if (opcode == TEXT) event_arrived(c, line, b + at + head, size);
        if (opcode == CLOSED) return -1;
        if (opcode == PING && answer(line, PONG, b + at + head, size)) return -1;
        int asked = opcode == TEXT && size == 1 && b[at + head] == '2'; /* so asks Engine.IO for a sign of life */
        if (asked && answer(line, TEXT, "3", 1)) return -1;
        at += head + size;
    }
    memmove(b, b + at, line->held -= at);
    return 0;
}

/* What has come to one socket. 0, or -1 where it was closed. */
static int line_read(struct crowd *c, struct line *line) {
    ssize_t got = recv(line->fd, line->bytes + line->held, ROOM - line->held, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (got <= 0) return -1;
    line->held += got;
    return frames(c, line);
}

/* Ask every socket once, and the door. 0, or -1 where one was closed. */
int crowd_attend(struct crowd *c) {
    if (line_read(c, c->door)) return -1;
    for (int n = 0; n < c->count; n++)
        if (line_read(c, c->lines[n])) return -1;
    return 0;
}

/* Ask once every socket that is owed something, and now and then the others. 0, or -1 where one was closed. */
int crowd_sweep(struct crowd *c) {
    if (c->sweeps++ % RARELY == 0) return crowd_attend(c);
    for (int n = 0; n < c->count; n++)
        if (c->lines[n]->delivered < c->sent && line_read(c, c->lines[n])) return -1;
    return 0;
}

/* Send one event, reading on while the door does not take it: who sends and who reads are one process only here. */
static int event_send(struct crowd *c, int64_t stamp) {
    for (int n = DIGITS; n--; stamp /= 10) c->event[c->stamp_at + n] = '0' + stamp % 10;
    for (int64_t at = 0; at < c->event_bytes;) {
        ssize_t put = send(c->door->fd, c->event + at, c->event_bytes - at, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put > 0) at += put;
        else if (errno != EAGAIN && errno != EINTR) return -1;
        else if (crowd_sweep(c)) return -1;
    }
    c->sent++;
    return 0;
}

/* Nothing has arrived of `sent` events that are on their way. */
void crowd_expect(struct crowd *c, int64_t sent) {
    c->delivered = c->kept = 0, c->sent = sent;
    for (int n = 0; n < c->count; n++) c->lines[n]->delivered = 0;
}

/* For so long, a new event whenever one has reached everybody. 0, or -1 where a socket was closed. */
int crowd_measure(struct crowd *c, int in_flight, int64_t for_ns) {
    int64_t until = now_ns(c) + for_ns;
    crowd_expect(c, 0);
    while (now_ns(c) < until) {
        while (c->delivered >= (c->sent - in_flight + 1) * c->count)
            if (event_send(c, now_ns(c))) return -1;
        if (crowd_sweep(c)) return -1;
    }
    return 0;
}

/* For so long, a new event every so often, whether others have arrived or not. Each is stamped with the time it was
 * due at: what waits behind a late one is late as well. 0, or -1 where a socket was closed. */
int crowd_paced(struct crowd *c, int64_t every_ns, int64_t for_ns) {
    int64_t due = now_ns(c), until = due + for_ns;
    crowd_expect(c, 0);
    for (int64_t now = due; now < until; now = now_ns(c)) {
        for (; due <= now; due += every_ns)
            if (event_send(c, due)) return -1;
        if (crowd_sweep(c)) return -1;
    }
    return 0;
}

/* Until everything that was sent has arrived, or it is too late. 0, or -1 where a socket was closed. */
int crowd_drain(struct crowd *c, int64_t for_ns) {
    int64_t until = now_ns(c) + for_ns;
    while (c->delivered < c->sent * c->count && now_ns(c) < until)
        if (crowd_sweep(c)) return -1;
    return 0;
}
