/** The words of a slow thread. */
const vi = {
  title: 'Chế độ chậm',
  set: 'Chế độ chậm…',
  end: 'Bỏ chế độ chậm',
  why: 'Mỗi thành viên chỉ gửi được một ý kiến trong khoảng thời gian này. Ban điều hành phòng không bị giới hạn. Ai đọc chủ đề cũng thấy.',
  every: 'Mỗi người một ý kiến trong',
  steps: { 30: '30 giây', 60: '1 phút', 300: '5 phút', 900: '15 phút', 3600: '1 giờ' } as Record<number, string>,
  until: 'Trong bao lâu',
  ends: { 0: 'Đến khi có người bỏ', 1: '1 giờ', 24: '1 ngày', 168: '1 tuần' } as Record<number, string>,
  state: (every: string) => `Chế độ chậm: mỗi người một ý kiến trong ${every}.`,
  by: (name: string, when: string) => `${name} đặt lúc ${when}:`,
  to: (when: string) => `Đến ${when}.`,
  wait: (left: string) => `Chế độ chậm: gửi được sau ${left}.`,
}
const en: typeof vi = {
  title: 'Slow mode',
  set: 'Slow mode…',
  end: 'End slow mode',
  why: 'Each member can send one post in this time. The stewards of the room are not limited. Everybody who reads the thread sees it.',
  every: 'One post from each in',
  steps: { 30: '30 seconds', 60: '1 minute', 300: '5 minutes', 900: '15 minutes', 3600: '1 hour' },
  until: 'For how long',
  ends: { 0: 'Until somebody ends it', 1: '1 hour', 24: '1 day', 168: '1 week' },
  state: (every) => `Slow mode: one post from each in ${every}.`,
  by: (name, when) => `Set by ${name} at ${when}:`,
  to: (when) => `Until ${when}.`,
  wait: (left) => `Slow mode: it can be sent in ${left}.`,
}
export const words = { vi, en }
