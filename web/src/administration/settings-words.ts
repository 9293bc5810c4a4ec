/** The words of the page of settings. What each setting is stays in English, as in its documentation. */
const vi = {
  title: 'Cài đặt đang dùng',
  why: 'Chỉ để đọc: cài đặt được đổi ở nơi khởi động máy chủ. Mật khẩu không bao giờ hiện ở đây.',
  name: 'Tên',
  value: 'Giá trị',
  unset: 'không đặt',
  usual: 'mặc định',
  chosen: 'đã đặt',
}
const en: typeof vi = {
  title: 'Settings in force',
  why: 'Only for reading: settings are changed where the server is started. Passwords are never shown here.',
  name: 'Name',
  value: 'Value',
  unset: 'not set',
  usual: 'default',
  chosen: 'set here',
}
export const words = { vi, en }
