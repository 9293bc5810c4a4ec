/** The words of the list of what administrators have. */
const vi = {
  title: 'Quản trị',
  not: 'Trang này dành cho quản trị viên hệ thống.',
  moderation: 'Những gì chờ kiểm duyệt; ở đó cũng chọn ai là kiểm duyệt viên.',
  about: {
    rights: 'Một người được làm gì, ở đâu và vì sao; xác minh đơn vị.',
    record: 'Mọi thao tác có thay đổi: ai, làm gì, lúc nào. Nhật ký được ký để không ai sửa lại được.',
    rules: 'Ý kiến nào được giữ lại, được nhắc sửa hay báo kiểm duyệt viên, trong mọi phòng.',
    procedures: 'Đề xuất đi qua những bước nào, ai chuyển bước và biểu quyết theo quy tắc nào.',
    settings: 'Máy chủ đang chạy với những cài đặt nào và mỗi cài đặt để làm gì; chỉ để đọc.',
  },
}
const en: typeof vi = {
  title: 'Administration',
  not: 'This page is for administrators of the portal.',
  moderation: 'What waits for a decision; who moderates is chosen there too.',
  about: {
    rights: 'What a person may do, where and why; verifying their organisation.',
    record: 'Every act that changed something: who, what, when. It is signed, so that nobody can change it later.',
    rules: 'Which posts are held, sent back to their author or brought to the moderators, in every room.',
    procedures: 'Which stages a proposal goes through, who starts each, and how it is voted on.',
    settings: 'What the server runs with, and what each setting is for; to read only.',
  },
}
export const desk = { vi, en }
