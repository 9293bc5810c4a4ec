/** What people are called by what they are in society, and by what they do in a room: it comes with the parts that name them. */
const vi = {
  constituencies: {
    agency: 'Cơ quan',
    expert: 'Chuyên gia',
    scientist: 'Nhà khoa học',
    enterprise: 'Doanh nghiệp',
    citizen: 'Người dân',
  },
  roles: {
    owner: 'Phụ trách',
    facilitator: 'Người điều phối',
    moderator: 'Kiểm duyệt viên',
    member: 'Thành viên',
    observer: 'Quan sát viên',
  },
}
const en: typeof vi = {
  constituencies: {
    agency: 'Agency',
    expert: 'Expert',
    scientist: 'Scientist',
    enterprise: 'Enterprise',
    citizen: 'Citizen',
  },
  roles: {
    owner: 'Owner',
    facilitator: 'Facilitator',
    moderator: 'Moderator',
    member: 'Member',
    observer: 'Observer',
  },
}
export const called = { vi, en }
