/** What one can do about words that were refused, or that a rule asks to look at again. */
const vi = {
  edit: 'Sửa',
  again: 'Gửi lại',
  drop: 'Xóa',
  sure: 'Vẫn gửi',
  amend: 'Sửa lại',
}
const en: typeof vi = {
  edit: 'Edit',
  again: 'Send again',
  drop: 'Delete',
  sure: 'Send all the same',
  amend: 'Change it',
}
export const refused = { vi, en }
