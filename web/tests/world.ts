/** A room as a server would keep it, small enough to be obviously right: it writes the journal that the tests replay. */
import fc from 'fast-check'
import type {
  Entry,
  Event,
  Member,
  Move,
  Post,
  Position,
  Reaction,
  RoomLine,
  RoomSnapshot,
  Thread,
  ThreadSnapshot,
} from '../src/api/types'

export type Act = { what: number; who: number; on: number; side: number }
/** `kinds`: 15 with moves, 16 with reactions as well. */
export const acts = (maxLength = 60, kinds = 14) =>
  fc.array(
    fc.record({ what: fc.nat(kinds), who: fc.nat(5), on: fc.nat(60), side: fc.nat(3) }),
    { maxLength },
  )
const SIDES: (Position | null)[] = ['agree', 'disagree', 'pass', null]
const pick = <T>(list: T[], at: number): T | undefined => list[at % list.length]

export class World {
  room: RoomSnapshot['room'] = {
    ...{ id: 5, kind: 'discussion', naming: 'names', title: 'Khơi thông vốn', description: '' },
    ...{ visibility: 'public', opened_at: this.#time(), archived_at: null },
    ...{ archived_by: null, archived_reason: null },
  }
  journal: Entry[] = []
  members: Member[] = []
  threads: Thread[] = []
  posts: Post[] = []
  moves: Move[] = []
  positions = new Map<number, Map<number, Position>>()
  reactions = new Map<number, Map<Reaction, Set<number>>>()
  #id = 0

  constructor(list: Act[] = []) {
    this.#write({ type: 'room.opened', room: this.room }, null)
    this.#join('Nguyễn Thị Lan')
    this.#open(1)
    for (const act of list) this.do(act)
  }
  #time(): string {
    return new Date(Date.UTC(2026, 10, 25) + (this.journal?.length ?? 0) * 61_000).toISOString()
  }
  #write(event: Event, by: number | null): Entry {
    const seq = this.journal.length + 1
    // A wire copy, as JSON would make it.
    const entry: Entry = { type: 'entry', room: 5, seq, at: this.#time(), by, event }
    this.journal.push(JSON.parse(JSON.stringify(entry)))
    return entry
  }
  #join(name: string) {
    const member: Member = {
      ...{ number: this.members.length + 1, name, organisation: 'VCCI', constituency: 'expert', verified: null },
      ...{ role: 'member', ended_at: null },
    }
    this.members.push(member)
    this.#write({ type: 'member.joined', member }, member.number)
  }
  #open(by: number) {
    const at = this.#time()
    const thread: Thread = {
      ...{ id: ++this.#id, room_id: 5, title: 'Điều 12', opened_by: by, opened_at: at, posts: 0 },
      ...{ last_at: at, closed_at: null, closed_by: null, closed_reason: null },
    }
    this.threads.unshift(thread)
    this.#write({ type: 'thread.opened', thread }, by)
    this.#post(thread, by, null)
  }
  #post(thread: Thread, author: number, parent: Post | null) {
    const at = this.#time()
    const post: Post = {
      ...{ id: ++this.#id, thread_id: thread.id, parent_id: parent?.id ?? null, author },
      ...{ kind: 'opinion', html: `<p>Ý kiến ${this.#id}</p>`, version: 1, at, edited_at: null },
      ...{ retracted_at: null, retracted_by: null, retracted_reason: null },
      ...{ hidden_at: null, hidden_as: null, hidden_rule: null, cut_at: null, cut_rule: null, cut_act: null },
      ...{ agrees: 0, disagrees: 0, passes: 0, seq: 0, files: [] },
    }
    const { seq } = this.#write({ type: 'post.added', post }, author)
    this.posts.push({ ...post, seq })
    Object.assign(thread, { posts: thread.posts + 1, last_at: at })
  }

  do({ what, who, on, side }: Act): void {
    const by = (who % this.members.length) + 1
    const member = this.members[by - 1]!
    const thread = pick(this.threads, on)!
    const inThread = this.posts.filter((post) => post.thread_id === thread.id)
    const post = pick(this.posts, on)!
    const at = this.#time()
    if (what <= 3) this.#post(thread, by, side === 3 ? null : (pick(inThread, on) ?? null))
    else if (what === 4) this.#open(by)
    else if (what === 5) this.#position(post, by, SIDES[side]!)
    else if (what === 6 && !post.retracted_at && !post.hidden_at) {
      const version = post.version + 1
      Object.assign(post, { html: `<p>Bản ${version}</p>`, version, edited_at: at, kind: 'evidence' })
      this.#write({ type: 'post.edited', post }, post.author)
    } else if (what === 7 && !post.retracted_at) {
      const reason = 'Nhầm số liệu'
      Object.assign(post, { html: '', retracted_at: at, retracted_by: by, retracted_reason: reason })
      this.#write({ type: 'post.retracted', post_id: post.id, at, by, reason, blanked: [] }, by)
    } else if (what === 8) this.#close(thread, by, at)
    else if (what === 9) this.#people(member, side, at)
    else if (what === 10) this.#join(`Thành viên ${this.members.length}`)
    else if (what === 11) this.#describe(side, by, at)
    else if (what === 12) this.#moderate(post, side, at)
    else if (what === 13) side > 1 ? this.#unname(member) : this.#erase(member, post)
    else if (what === 14) side > 1 ? this.#retitle(thread, side) : this.#slow(thread, by, at)
    else if (what === 15) this.#split(post, by, at)
    else if (what === 16) this.#react(post, by, side)
  }
  #split(root: Post, by: number, at: string) {
    const source = this.threads.find((each) => each.id === root.thread_id)!
    const target: Thread = {
      ...{ id: ++this.#id, room_id: 5, title: 'Tách ra', opened_by: by, opened_at: at, posts: 0 },
      ...{ last_at: at, closed_at: null, closed_by: null, closed_reason: null },
    }
    this.threads.unshift(target)
    this.#write({ type: 'thread.opened', thread: target }, by)
    const leads = (post: Post | undefined): boolean =>
      post !== undefined &&
      (post === root || leads(this.posts.find((each) => each.id === post.parent_id)))
    const branch = this.posts.filter((post) => leads(post))
    const move: Move = {
      ...{ id: ++this.#id, root_id: root.id, thread_id: source.id, parent_id: root.parent_id },
      ...{ to_thread_id: target.id, to_title: target.title, posts: branch.length, by, at },
      reason: 'Ngoài chủ đề',
    }
    for (const left of this.moves)
      if (branch.some((post) => post.id === left.parent_id)) left.thread_id = target.id
    this.moves.push(move)
    for (const post of branch) post.thread_id = target.id
    root.parent_id = null
    for (const line of [source, target]) {
      const posts = this.posts.filter((post) => post.thread_id === line.id)
      Object.assign(line, { posts: posts.length, last_at: posts.at(-1)?.at ?? line.opened_at })
    }
    this.#write({ type: 'posts.moved', move, source, target }, by)
  }
  #retitle(thread: Thread, side: number) {
    const how = side > 2 ? 'hidden' : null
    thread.title = how ? 'Tiêu đề đã bị ẩn' : 'Điều 12'
    const rule = how && 'insult'
    for (const left of this.moves) if (left.to_thread_id === thread.id) left.to_title = thread.title
    this.#write({ type: 'thread.retitled', thread_id: thread.id, title: thread.title, how, rule, blanked: [] }, null)
  }
  #moderate(post: Post, side: number, at: string) {
    if (side > 1) {
      const how = side === 2 ? 'hidden' : 'removed'
      Object.assign(post, { html: '', files: [], hidden_at: at, hidden_as: how, hidden_rule: 'insult' })
      return void this.#write({ type: 'post.hidden', post_id: post.id, at, how, rule: 'insult', blanked: [] }, null)
    }
    if (!post.hidden_at) {
      if (post.retracted_at) return
      const cut = { cut_at: at, cut_rule: 'insult', cut_act: this.posts.length }
      Object.assign(post, { html: '<p>[đã lược bỏ]</p>', version: post.version + 1, ...cut })
      return void this.#write({ type: 'post.cut', post, blanked: [] }, null)
    }
    const html = post.retracted_at ? '' : `<p>Bản ${post.version}</p>`
    Object.assign(post, { html, hidden_at: null, hidden_as: null, hidden_rule: null })
    this.#write({ type: 'post.restored', post }, null)
  }
  #unname(member: Member) {
    Object.assign(member, { name: 'Tên đã bị ẩn', organisation: '' })
    this.#write({ type: 'member.name_hidden', member, how: 'hidden', rule: 'insult', blanked: [] }, null)
  }
  #erase(member: Member, post: Post) {
    Object.assign(member, { name: 'Tài khoản đã xóa', organisation: '' })
    this.#write({ type: 'member.erased', member, blanked: [] }, null)
    if (!post.retracted_at && !post.hidden_at) Object.assign(post, { html: '<p>Lời còn lại</p>' })
    this.#write({ type: 'post.redacted', post, blanked: [] }, null)
  }
  #position(post: Post, number: number, position: Position | null) {
    const mine = this.positions.get(post.id) ?? new Map<number, Position>()
    this.positions.set(post.id, mine)
    if (position) mine.set(number, position)
    else mine.delete(number)
    const count = (side: Position) => [...mine.values()].filter((each) => each === side).length
    const tally = { agrees: count('agree'), disagrees: count('disagree'), passes: count('pass') }
    Object.assign(post, tally)
    this.#write({ type: 'position.taken', post_id: post.id, number, position, ...tally }, number)
  }
  #react(post: Post, number: number, side: number) {
    const kinds = this.reactions.get(post.id) ?? new Map<Reaction, Set<number>>()
    this.reactions.set(post.id, kinds)
    const reaction: Reaction = side < 2 ? 'useful' : 'source'
    const by = kinds.get(reaction) ?? new Set<number>()
    kinds.set(reaction, by)
    const given = !by.delete(number)
    if (given) by.add(number)
    this.#write({ type: 'post.reacted', post_id: post.id, number, reaction, given, count: by.size }, number)
  }
  #slow(thread: Thread, by: number, at: string) {
    if (thread.slow_s) {
      Object.assign(thread, { slow_s: null, slow_at: null, slow_by: null, slow_reason: null, slow_until: null })
      return void this.#write({ type: 'thread.unslowed', thread_id: thread.id }, by)
    }
    const [every_s, reason, until] = [60, 'Nói chậm lại', null]
    Object.assign(thread, { slow_s: every_s, slow_at: at, slow_by: by, slow_reason: reason, slow_until: until })
    this.#write({ type: 'thread.slowed', thread_id: thread.id, at, by, every_s, reason, until }, by)
  }
  #close(thread: Thread, by: number, at: string) {
    if (thread.closed_at) {
      Object.assign(thread, { closed_at: null, closed_by: null, closed_reason: null })
      return void this.#write({ type: 'thread.reopened', thread_id: thread.id }, by)
    }
    const reason = 'Đã đủ ý kiến'
    Object.assign(thread, { closed_at: at, closed_by: by, closed_reason: reason })
    this.#write({ type: 'thread.closed', thread_id: thread.id, at, by, reason }, by)
  }
  #people(member: Member, side: number, at: string) {
    const { number } = member
    if (side === 0) {
      Object.assign(member, { role: 'moderator' })
      this.#write({ type: 'member.role_changed', number, role: 'moderator' }, 1)
    } else if (side === 1) {
      Object.assign(member, { name: `${member.name}+` })
      this.#write({ type: 'member.renamed', member }, number)
    } else if (!member.ended_at) {
      Object.assign(member, { ended_at: at })
      if (side === 2) this.#write({ type: 'member.left', number, at }, number)
      else this.#write({ type: 'member.removed', number, at, reason: 'Vi phạm' }, 1)
    } else {
      Object.assign(member, { ended_at: null })
      this.#write({ type: 'member.joined', member }, number)
    }
  }
  #describe(side: number, by: number, at: string) {
    if (side === 0) {
      this.room = { ...this.room, title: `${this.room.title}.` }
      return void this.#write({ type: 'room.described', room: this.room }, by)
    }
    const archived = this.room.archived_at === null
    this.room = {
      ...this.room,
      archived_at: archived ? at : null,
      archived_by: archived ? by : null,
      archived_reason: archived ? 'Kết thúc' : null,
    }
    this.#write({ type: archived ? 'room.archived' : 'room.unarchived', room: this.room }, by)
  }

  snapshot(me: number | null): RoomSnapshot {
    const { room, members, threads } = this
    return structuredClone({
      ...{ room, epoch: 1, seq: this.journal.length, members, threads, may: [], muted: [] },
      ...{ me: members.find((each) => each.number === me) ?? null },
      ...{ more_members: false, more_threads: false },
    })
  }
  /** The room in the list of one who has read nothing yet. */
  line(me: number): RoomLine {
    const { room, posts } = this
    return structuredClone({
      ...{ room, epoch: 1, seq: this.journal.length, number: me, posts: posts.length },
      role: this.members[me - 1]!.role,
      unread: posts.filter((post) => post.author !== me).length,
      last_at: posts.at(-1)!.at,
    })
  }
  thread(id: number, me: number | null): ThreadSnapshot {
    const posts = this.posts.filter((post) => post.thread_id === id)
    const mine = posts.flatMap((post) => {
      const side = me === null ? undefined : this.positions.get(post.id)?.get(me)
      return side ? [[String(post.id), side] as const] : []
    })
    const reactions = posts.flatMap(({ id }) =>
      [...(this.reactions.get(id) ?? [])]
        .filter(([, by]) => by.size)
        .map(([reaction, by]) => ({ post_id: id, reaction, count: by.size, mine: by.has(me ?? 0) }))
        .sort((a, b) => (a.reaction < b.reaction ? -1 : 1)),
    )
    return structuredClone({
      ...{ reactions, thread: this.threads.find((each) => each.id === id)!, room_id: 5, epoch: 1 },
      ...{ seq: this.journal.length, posts, mine: Object.fromEntries(mine), read: [] },
      moves: this.moves.filter((move) => move.thread_id === id),
    })
  }
}
