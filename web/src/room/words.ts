/** The words of opening a room and of its settings: they come with the dialogs that need them. */
const vi = {
  about: {
    roomTitle: 'Tên phòng',
    description: 'Mô tả',
    descriptionHint: 'Phòng bàn việc gì, cần đi tới kết quả nào.',
    visibility: 'Ai được đọc',
    visibilities: {
      public: 'Công khai: mọi người đọc được, không cần tài khoản',
      members: 'Thành viên: người có tài khoản tự tham gia được',
      invited: 'Theo lời mời: chỉ người được thêm vào',
    },
  },
  settings: {
    describe: 'Tên, mô tả và phạm vi',
    add: 'Thêm thành viên',
    addEmail: 'Địa chỉ thư điện tử của người có tài khoản',
    role: 'Vai trò',
    roleOf: (name: string) => `Vai trò của ${name}`,
    added: (name: string) => `Đã thêm ${name}.`,
    remove: 'Đưa ra khỏi phòng',
    removeOf: (name: string) => `Đưa ${name} ra khỏi phòng`,
    removeWhy: (name: string) => `Vì sao đưa ${name} ra khỏi phòng?`,
    archive: 'Lưu trữ phòng',
    archiveWhy: 'Phòng lưu trữ chỉ còn để đọc; có thể mở lại.',
    unarchive: 'Mở lại phòng',
  },
}
const en: typeof vi = {
  about: {
    roomTitle: 'Name of the room',
    description: 'Description',
    descriptionHint: 'What the room is about and what it should lead to.',
    visibility: 'Who may read',
    visibilities: {
      public: 'Public: everyone may read, no account needed',
      members: 'Members: anyone with an account may join',
      invited: 'By invitation: only people who were added',
    },
  },
  settings: {
    describe: 'Name, description and readers',
    add: 'Add a member',
    addEmail: 'E-mail address of somebody with an account',
    role: 'Role',
    roleOf: (name) => `Role of ${name}`,
    added: (name) => `${name} was added.`,
    remove: 'Remove from the room',
    removeOf: (name) => `Remove ${name} from the room`,
    removeWhy: (name) => `Why is ${name} removed from the room?`,
    archive: 'Archive the room',
    archiveWhy: 'An archived room can only be read; it can be opened again.',
    unarchive: 'Open the room again',
  },
}
export const words = { vi, en }
