/** What is said of each kind of thing that is decided about: a post, a held one, a title, a name. */
import type { About } from './calls'
import type { Case, OfWords } from './types'

type Said = Partial<Record<OfWords, string>>
/** Where it is said otherwise than of a post. */
const of: { [target in Case['target']]?: { acts?: Said; hints: Said } } = {
  held: {
    acts: { approve: 'Cho đăng', remove: 'Không cho đăng', restore: 'Cho đăng' },
    hints: {
      approve: 'Ý kiến được đăng ngay, dưới tên người viết.',
      remove: 'Ý kiến không được đăng; người viết được báo lý do.',
      restore: 'Hủy lần từ chối trước: ý kiến được đăng ngay.',
    },
  },
  title: {
    hints: {
      approve: 'Không vi phạm: tiêu đề ở lại.',
      hide: 'Tiêu đề không còn hiện, các ý kiến trong chủ đề vẫn còn.',
      restore: 'Tiêu đề hiện trở lại.',
    },
  },
  name: {
    hints: {
      approve: 'Không vi phạm: tên và đơn vị ở lại.',
      hide: 'Tên và đơn vị không còn hiện ở phòng nào; người ấy có thể chọn tên khác.',
      restore: 'Tên hiện trở lại, nếu người ấy chưa chọn tên khác.',
    },
  },
}
const headings: Record<Exclude<Case['target'], 'request'>, string> = {
  post: 'Ý kiến bị xét',
  held: 'Ý kiến chờ đăng: chưa ai khác đọc được',
  title: 'Tiêu đề bị xét',
  name: 'Tên và đơn vị bị xét',
}
/** Of a held post, once it is decided. */
const heldThen: Said = {
  approve: 'Ý kiến đã được cho đăng',
  restore: 'Ý kiến đã được cho đăng',
  hide: 'Ý kiến không được đăng',
  remove: 'Ý kiến không được đăng',
}
const vi = {
  of,
  headings,
  heldThen,
  notice: {
    post: (thread: string, rule: string, name: string) =>
      `Ý kiến của bạn trong chủ đề “${thread}” bị ẩn, gỡ bỏ hoặc lược bỏ một phần theo quy tắc ${rule}: ${name}.`,
    title: (thread: string, rule: string, name: string) =>
      `Tiêu đề “${thread}” của bạn bị ẩn hoặc gỡ bỏ theo quy tắc ${rule}: ${name}.`,
    name: (_: string, rule: string, name: string) => `Tên hoặc đơn vị của bạn bị ẩn hoặc gỡ bỏ theo quy tắc ${rule}: ${name}.`,
  },
  overturn: { post: 'Hủy, khôi phục ý kiến', title: 'Hủy, khôi phục tiêu đề', name: 'Hủy, khôi phục tên' },
  inPlace: { post: 'Kiểm duyệt ý kiến', title: 'Kiểm duyệt tiêu đề', name: 'Kiểm duyệt tên' },
}
const en: typeof vi = {
  of: {
    held: {
      acts: { approve: 'Let through', remove: 'Refuse', restore: 'Let through' },
      hints: {
        approve: 'The post is out at once, in its author’s name.',
        remove: 'The post does not come out; its author is told why.',
        restore: 'Takes the refusal back: the post is out at once.',
      },
    },
    title: {
      hints: {
        approve: 'No rule is broken: the title stays.',
        hide: 'The title is no longer shown; the posts of the thread stay.',
        restore: 'The title is back.',
      },
    },
    name: {
      hints: {
        approve: 'No rule is broken: name and organisation stay.',
        hide: 'Name and organisation are shown in no room any more; the person may choose another name.',
        restore: 'The name is back, unless the person has chosen another.',
      },
    },
  },
  headings: {
    post: 'The post in question',
    held: 'A post that waits: nobody else reads it yet',
    title: 'The title in question',
    name: 'The name and organisation in question',
  },
  heldThen: {
    approve: 'A post that was let through',
    restore: 'A post that was let through',
    hide: 'A post that was refused',
    remove: 'A post that was refused',
  },
  notice: {
    post: (thread, rule, name) =>
      `Your post in “${thread}” was hidden, removed or cut under rule ${rule}: ${name}.`,
    title: (thread, rule, name) =>
      `Your title “${thread}” was hidden or removed under rule ${rule}: ${name}.`,
    name: (_, rule, name) => `Your name or organisation was hidden or removed under rule ${rule}: ${name}.`,
  },
  overturn: { post: 'Overturn, restore the post', title: 'Overturn, restore the title', name: 'Overturn, restore the name' },
  inPlace: { post: 'Moderate a post', title: 'Moderate a title', name: 'Moderate a name' },
}
export const words = { vi, en }

/** What is said of it as of a post, where it has nothing of its own. */
export const kindOf = (target: Case['target']): About => (target === 'title' || target === 'name' ? target : 'post')
