/** The words of copies. */
const vi = {
  here: (when: string) => `Bản lưu lúc ${when}. Chưa biết có gì mới.`,
  title: 'Bản lưu trên máy này',
  why: 'Các phòng công khai đã đọc, mở được khi không có kết nối.',
  at: (when: string) => `lưu lúc ${when}`,
}
const en: typeof vi = {
  here: (when: string) => `Copy saved at ${when}. What is new is not known.`,
  title: 'Copies on this device',
  why: 'Public rooms that were read, to be opened without a connection.',
  at: (when: string) => `copy of ${when}`,
}
export const words = { vi, en }
