/** The words of a decision, as its author or a reporter reads it. */
import { mine as ofName, mineEn as ofNameEn, reported as reportedName, reportedEn as reportedNameEn } from './decision-name-words'
import type { AboutPerson, Doing } from './types'

type OfPost = Exclude<Doing, 'fulfil' | 'refuse'>

const own: Record<OfPost, (thread: string) => string> = {
  hide: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã bị ẩn.`,
  remove: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã bị gỡ bỏ.`,
  edit: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã bị lược bỏ một phần.`,
  restore: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã được khôi phục.`,
  approve: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” được giữ nguyên.`,
  warn: (thread) => `Bạn được nhắc nhở vì ý kiến trong chủ đề “${thread}”.`,
  mute_in_room: (thread) => `Bạn tạm thời không được phát biểu trong phòng này vì ý kiến trong chủ đề “${thread}”.`,
  suspend: (thread) => `Tài khoản của bạn bị tạm khóa vì ý kiến trong chủ đề “${thread}”.`,
  ban: (thread) => `Tài khoản của bạn bị khóa vĩnh viễn vì ý kiến trong chủ đề “${thread}”.`,
  lift: (thread) => `Biện pháp với bạn vì ý kiến trong chủ đề “${thread}” đã được hủy.`,
}
const ofHeld: Record<OfPost, (thread: string) => string> = {
  ...own,
  hide: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” không được đăng.`,
  remove: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” không được đăng.`,
  restore: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã được đăng.`,
  approve: (thread) => `Ý kiến của bạn trong chủ đề “${thread}” đã được duyệt và đăng.`,
}
const ofTitle: Record<OfPost, (thread: string) => string> = {
  edit: () => 'Tiêu đề bạn đặt cho một chủ đề đã bị lược bỏ một phần.',
  hide: () => 'Tiêu đề bạn đặt cho một chủ đề đã bị ẩn.',
  remove: () => 'Tiêu đề bạn đặt cho một chủ đề đã bị gỡ bỏ.',
  restore: (thread) => `Tiêu đề “${thread}” của bạn đã được khôi phục.`,
  approve: (thread) => `Tiêu đề “${thread}” của bạn được giữ nguyên.`,
  warn: () => 'Bạn được nhắc nhở vì tiêu đề của một chủ đề.',
  mute_in_room: () => 'Bạn tạm thời không được phát biểu trong phòng này vì tiêu đề của một chủ đề.',
  suspend: () => 'Tài khoản của bạn bị tạm khóa vì tiêu đề của một chủ đề.',
  ban: () => 'Tài khoản của bạn bị khóa vĩnh viễn vì tiêu đề của một chủ đề.',
  lift: () => 'Biện pháp với bạn vì tiêu đề của một chủ đề đã được hủy.',
}
const reportedTitle: Record<OfPost, (thread: string) => string> = {
  edit: () => 'Tiêu đề bạn báo vi phạm đã được lược bỏ phần vi phạm.',
  hide: () => 'Tiêu đề bạn báo vi phạm đã bị ẩn.',
  remove: () => 'Tiêu đề bạn báo vi phạm đã bị gỡ bỏ.',
  restore: (thread) => `Tiêu đề “${thread}” bạn báo vi phạm đã được khôi phục.`,
  approve: (thread) => `Tiêu đề “${thread}” bạn báo vi phạm không vi phạm quy tắc nào nên được giữ nguyên.`,
  warn: () => 'Người đặt tiêu đề bạn báo vi phạm đã được nhắc nhở.',
  mute_in_room: () => 'Người đặt tiêu đề bạn báo vi phạm tạm thời không được phát biểu trong phòng.',
  suspend: () => 'Tài khoản của người đặt tiêu đề bạn báo vi phạm đã bị tạm khóa.',
  ban: () => 'Tài khoản của người đặt tiêu đề bạn báo vi phạm đã bị khóa vĩnh viễn.',
  lift: () => 'Biện pháp với người đặt tiêu đề bạn báo vi phạm đã được hủy.',
}
const reported: Record<OfPost, (thread: string) => string> = {
  hide: (thread) => `Ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã bị ẩn.`,
  remove: (thread) => `Ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã bị gỡ bỏ.`,
  edit: (thread) => `Ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã được lược bỏ phần vi phạm.`,
  restore: (thread) => `Ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã được khôi phục.`,
  approve: (thread) => `Ý kiến bạn báo vi phạm trong chủ đề “${thread}” không vi phạm quy tắc nào nên được giữ nguyên.`,
  warn: (thread) => `Người viết ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã được nhắc nhở.`,
  mute_in_room: (thread) => `Người viết ý kiến bạn báo vi phạm trong chủ đề “${thread}” tạm thời không được phát biểu trong phòng.`,
  suspend: (thread) => `Tài khoản của người viết ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã bị tạm khóa.`,
  ban: (thread) => `Tài khoản của người viết ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã bị khóa vĩnh viễn.`,
  lift: (thread) => `Biện pháp với người viết ý kiến bạn báo vi phạm trong chủ đề “${thread}” đã được hủy.`,
}
const means: Record<AboutPerson, string> = {
  warn: 'Bạn vẫn đọc và viết như trước. Lần nhắc nhở này được tính là một vi phạm.',
  mute_in_room: 'Bạn vẫn đọc được phòng này và viết được ở các phòng khác.',
  suspend: 'Bạn vẫn đọc được, và vẫn đề nghị xem xét lại được, nhưng không viết được ở phòng nào.',
  ban: 'Bạn vẫn đọc được, và vẫn đề nghị xem xét lại được, nhưng không viết được ở phòng nào nữa.',
  lift: 'Biện pháp ấy không còn hiệu lực.',
}
const outcomes: Record<string, string> = {
  upheld: 'Quyết định được giữ nguyên.',
  overturned: 'Quyết định bị hủy; nội dung đã được khôi phục.',
  lifted: 'Quyết định bị hủy; biện pháp không còn hiệu lực.',
}
const vi = {
  title: 'Quyết định kiểm duyệt',
  answered: {
    fulfil: 'Yêu cầu của bạn về dữ liệu của mình đã được thực hiện.',
    refuse: 'Yêu cầu của bạn về dữ liệu của mình không được thực hiện.',
    restore: 'Câu trả lời trước đã bị hủy; yêu cầu của bạn về dữ liệu của mình sẽ được trả lời lại.',
  } as Partial<Record<Doing, string>>,
  askedTitle: 'Trả lời yêu cầu về dữ liệu',
  askedNote: 'Lời nhắn của người trả lời',
  askedWords: 'Yêu cầu của bạn',
  anew: 'Câu trả lời bị hủy; yêu cầu được trả lời lại, có hạn mới.',
  myData: 'Xem các yêu cầu của bạn',
  mine: { post: own, held: ofHeld, title: ofTitle, name: ofName },
  reported: { post: reported, held: reported, title: reportedTitle, name: reportedName },
  means,
  until: (at: string) => `Đến ${at}`,
  where: (room: string) => `Phòng ${room}`,
  rule: (n: string, name: string) => `Quy tắc ${n}: ${name}`,
  note: 'Lời nhắn của kiểm duyệt viên',
  words: { post: 'Ý kiến của bạn', held: 'Ý kiến của bạn', title: 'Tiêu đề của bạn', name: 'Tên và đơn vị của bạn' },
  onlyYou: 'Chỉ bạn và kiểm duyệt viên còn đọc được.',
  onlyYouWhole: 'Chỉ bạn và kiểm duyệt viên còn đọc được nguyên văn. Bạn vẫn sửa tiếp được phần còn lại; phần đã lược bỏ chỉ trở lại khi quyết định bị hủy.',
  overturned: 'Quyết định này đã bị hủy khi xem xét lại.',
  was: 'Trước đó:',
  go: 'Mở chủ đề',
  review: 'Xem xét lại',
  how: (until: string) =>
    `Nếu cho rằng quyết định này chưa đúng, bạn có thể đề nghị xem xét lại một lần, đến ${until}. Người khác, không phải người đã quyết định, sẽ xem xét trong 72 giờ.`,
  why: 'Vì sao nên xem xét lại?',
  ask: 'Gửi đề nghị xem xét lại',
  unasked: {
    late: 'Đã hết thời hạn đề nghị xem xét lại.',
    gone: 'Quyết định này không còn hiệu lực, nên không cần xem xét lại.',
    waits: 'Vụ việc đang chờ một quyết định khác. Sau đó bạn có thể đề nghị xem xét lại; thời gian chờ không tính vào thời hạn.',
  },
  asked: (when: string) => `Đã gửi đề nghị lúc ${when}.`,
  waits: (until: string) => `Một kiểm duyệt viên khác sẽ trả lời trước ${until}. Kết quả được báo trong hộp thư của bạn.`,
  decided: (when: string) => `Có kết quả lúc ${when}.`,
  outcomes,
}
const ownEn: typeof own = {
  hide: (thread) => `Your post in “${thread}” was hidden.`,
  remove: (thread) => `Your post in “${thread}” was removed.`,
  edit: (thread) => `A part of your post in “${thread}” was cut.`,
  restore: (thread) => `Your post in “${thread}” was restored.`,
  approve: (thread) => `Your post in “${thread}” stays as it is.`,
  warn: (thread) => `You were warned for a post in “${thread}”.`,
  mute_in_room: (thread) => `For now you may not speak in this room, for a post in “${thread}”.`,
  suspend: (thread) => `Your account is suspended for a post in “${thread}”.`,
  ban: (thread) => `Your account is banned for a post in “${thread}”.`,
  lift: (thread) => `What was done about you for a post in “${thread}” was taken back.`,
}
const ofHeldEn: typeof own = {
  ...ownEn,
  hide: (thread) => `Your post in “${thread}” was not let through.`,
  remove: (thread) => `Your post in “${thread}” was not let through.`,
  restore: (thread) => `Your post in “${thread}” is out now.`,
  approve: (thread) => `Your post in “${thread}” was approved and is out now.`,
}
const ofTitleEn: typeof own = {
  edit: () => 'A part of the title you gave to a thread was cut.',
  hide: () => 'The title you gave to a thread was hidden.',
  remove: () => 'The title you gave to a thread was removed.',
  restore: (thread) => `Your title “${thread}” was restored.`,
  approve: (thread) => `Your title “${thread}” stays as it is.`,
  warn: () => 'You were warned for the title of a thread.',
  mute_in_room: () => 'For now you may not speak in this room, for the title of a thread.',
  suspend: () => 'Your account is suspended for the title of a thread.',
  ban: () => 'Your account is banned for the title of a thread.',
  lift: () => 'What was done about you for the title of a thread was taken back.',
}
const reportedTitleEn: typeof own = {
  edit: () => 'What broke a rule in the title you reported was cut.',
  hide: () => 'The title you reported was hidden.',
  remove: () => 'The title you reported was removed.',
  restore: (thread) => `The title you reported, “${thread}”, was restored.`,
  approve: (thread) => `The title you reported, “${thread}”, breaks no rule and stays.`,
  warn: () => 'Who gave the title you reported was warned.',
  mute_in_room: () => 'Who gave the title you reported may not speak in the room for now.',
  suspend: () => 'Who gave the title you reported was suspended.',
  ban: () => 'Who gave the title you reported was banned.',
  lift: () => 'What was done about who gave the title you reported was taken back.',
}
const reportedEn: typeof own = {
  edit: (thread) => `What broke a rule in the post you reported in “${thread}” was cut.`,
  hide: (thread) => `The post you reported in “${thread}” was hidden.`,
  remove: (thread) => `The post you reported in “${thread}” was removed.`,
  restore: (thread) => `The post you reported in “${thread}” was restored.`,
  approve: (thread) => `The post you reported in “${thread}” breaks no rule and stays.`,
  warn: (thread) => `The author of the post you reported in “${thread}” was warned.`,
  mute_in_room: (thread) => `The author of the post you reported in “${thread}” may not speak in the room for now.`,
  suspend: (thread) => `The author of the post you reported in “${thread}” was suspended.`,
  ban: (thread) => `The author of the post you reported in “${thread}” was banned.`,
  lift: (thread) => `What was done about the author of the post you reported in “${thread}” was taken back.`,
}
const en: typeof vi = {
  title: 'Decision of the moderators',
  answered: {
    fulfil: 'What you asked about your data is done.',
    refuse: 'What you asked about your data was refused.',
    restore: 'The answer before was overturned; what you asked about your data will be answered again.',
  },
  askedTitle: 'Answer to a request about data',
  askedNote: 'Note from who answered',
  askedWords: 'Your request',
  anew: 'The answer was overturned; the request is answered again, by a new clock.',
  myData: 'See your requests',
  mine: { post: ownEn, held: ofHeldEn, title: ofTitleEn, name: ofNameEn },
  reported: { post: reportedEn, held: reportedEn, title: reportedTitleEn, name: reportedNameEn },
  means: {
    warn: 'You read and write as before. This warning counts as a violation.',
    mute_in_room: 'You still read this room, and write in other rooms.',
    suspend: 'You still read, and can ask for a review, but you write in no room.',
    ban: 'You still read, and can ask for a review, but you write in no room any more.',
    lift: 'It no longer holds.',
  },
  until: (at) => `Until ${at}`,
  where: (room) => `Room ${room}`,
  rule: (n, name) => `Rule ${n}: ${name}`,
  note: 'Note from the moderators',
  words: { post: 'Your post', held: 'Your post', title: 'Your title', name: 'Your name and organisation' },
  onlyYou: 'Only you and the moderators can still read it.',
  onlyYouWhole: 'Only you and the moderators can still read it whole. You can go on from what is left; what was cut comes back only when the decision is taken back.',
  overturned: 'This decision was overturned on review.',
  was: 'It had said:',
  go: 'Open the thread',
  review: 'Review',
  how: (until) =>
    `If you think this is wrong you can ask for a review, once, until ${until}. A different moderator will look at it within 72 hours.`,
  why: 'Why should it be looked at again?',
  ask: 'Ask for a review',
  unasked: {
    late: 'The time to ask for a review is over.',
    gone: 'This decision is no longer in force, so there is nothing to review.',
    waits: 'The case waits for another decision. After that you can ask for a review; the waiting does not count against your time.',
  },
  asked: (when) => `You asked at ${when}.`,
  waits: (until) => `Another moderator will answer before ${until}. The outcome will be told in your inbox.`,
  decided: (when) => `Decided at ${when}.`,
  outcomes: {
    upheld: 'The decision stands.',
    overturned: 'The decision was overturned; what was taken away is back.',
    lifted: 'The decision was overturned; it no longer holds.',
  },
}
export const words = { vi, en }
