/** The words of a decision about somebody's name, as they or a reporter read it. */
import type { Doing } from './types'

type Said = Record<Exclude<Doing, 'fulfil' | 'refuse'>, () => string>

export const mine: Said = {
  hide: () => 'Tên và đơn vị của bạn đã bị ẩn. Bạn có thể chọn tên khác và đơn vị khác trong trang của mình.',
  remove: () => 'Tên và đơn vị của bạn đã bị gỡ bỏ. Bạn có thể chọn tên khác và đơn vị khác trong trang của mình.',
  edit: () => 'Tên và đơn vị của bạn đã bị lược bỏ một phần.',
  restore: () => 'Tên và đơn vị của bạn được dùng lại.',
  approve: () => 'Tên và đơn vị của bạn được giữ nguyên.',
  warn: () => 'Bạn được nhắc nhở vì tên hoặc đơn vị của mình.',
  mute_in_room: () => 'Bạn tạm thời không được phát biểu trong phòng này vì tên hoặc đơn vị của mình.',
  suspend: () => 'Tài khoản của bạn bị tạm khóa vì tên hoặc đơn vị của mình.',
  ban: () => 'Tài khoản của bạn bị khóa vĩnh viễn vì tên hoặc đơn vị của mình.',
  lift: () => 'Biện pháp với bạn vì tên hoặc đơn vị đã được hủy.',
}
export const reported: Said = {
  hide: () => 'Tên bạn báo vi phạm đã bị ẩn.',
  remove: () => 'Tên bạn báo vi phạm đã bị gỡ bỏ.',
  edit: () => 'Tên bạn báo vi phạm đã được lược bỏ phần vi phạm.',
  restore: () => 'Tên bạn báo vi phạm được dùng lại.',
  approve: () => 'Tên bạn báo vi phạm không vi phạm quy tắc nào nên được giữ nguyên.',
  warn: () => 'Người mang tên bạn báo vi phạm đã được nhắc nhở.',
  mute_in_room: () => 'Người mang tên bạn báo vi phạm tạm thời không được phát biểu trong phòng.',
  suspend: () => 'Tài khoản của người mang tên bạn báo vi phạm đã bị tạm khóa.',
  ban: () => 'Tài khoản của người mang tên bạn báo vi phạm đã bị khóa vĩnh viễn.',
  lift: () => 'Biện pháp với người mang tên bạn báo vi phạm đã được hủy.',
}
export const mineEn: Said = {
  hide: () => 'Your name and organisation were hidden. You can choose another name and organisation on your own page.',
  remove: () => 'Your name and organisation were removed. You can choose another name and organisation on your own page.',
  edit: () => 'A part of your name or organisation was cut.',
  restore: () => 'You may use your name and organisation again.',
  approve: () => 'Your name and organisation stay as they are.',
  warn: () => 'You were warned for your name or organisation.',
  mute_in_room: () => 'For now you may not speak in this room, for your name or organisation.',
  suspend: () => 'Your account is suspended for your name or organisation.',
  ban: () => 'Your account is banned for your name or organisation.',
  lift: () => 'What was done about you for your name or organisation was taken back.',
}
export const reportedEn: Said = {
  hide: () => 'The name you reported was hidden.',
  remove: () => 'The name you reported was removed.',
  edit: () => 'What broke a rule in the name you reported was cut.',
  restore: () => 'The name you reported may be used again.',
  approve: () => 'The name you reported breaks no rule and stays.',
  warn: () => 'Whoever bears the name you reported was warned.',
  mute_in_room: () => 'Whoever bears the name you reported may not speak in the room for now.',
  suspend: () => 'Whoever bears the name you reported was suspended.',
  ban: () => 'Whoever bears the name you reported was banned.',
  lift: () => 'What was done about whoever bears the name you reported was taken back.',
}
