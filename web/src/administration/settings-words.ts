/** The words of the page of settings. What each setting is for comes from the server, in both languages. */
const vi = {
  title: 'Cài đặt đang dùng',
  why: 'Chỉ để đọc: cài đặt được đổi ở nơi khởi động máy chủ. Mật khẩu không bao giờ hiện ở đây.',
  unset: 'không đặt',
  usual: 'mặc định',
  chosen: 'đã đặt',
  on: 'bật',
  off: 'tắt',
}
const en: typeof vi = {
  title: 'Settings in force',
  why: 'Only for reading: settings are changed where the server is started. Passwords are never shown here.',
  unset: 'not set',
  usual: 'default',
  chosen: 'set here',
  on: 'on',
  off: 'off',
}
export const words = { vi, en }
