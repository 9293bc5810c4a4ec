/** The words of attachments, in both languages: they come with the chunks that need them. */
const vi = {
  attach: 'Đính kèm tệp',
  list: 'Tệp đính kèm',
  alt: 'Mô tả ảnh',
  altHint: 'Cho người không xem được ảnh: ảnh cho thấy điều gì?',
  remove: (name: string) => `Bỏ tệp ${name}`,
  again: 'Thử lại',
  sending: (name: string, percent: string) => `${name}: đã tải ${percent}`,
  arrived: (name: string) => `Đã đính kèm ${name}`,
  removed: (name: string) => `Đã bỏ ${name}`,
  tooMany: (most: string) => `Mỗi ý kiến mang tối đa ${most} tệp.`,
  lost: 'Đường truyền bị ngắt. Tệp vẫn ở đây, hãy thử lại.',
  wait: 'Còn tệp chưa tải lên xong. Hãy đợi, hoặc bỏ tệp đó.',
  picture: (name: string) => `Ảnh ${name}`,
  size: (bytes: number, n: (value: number) => string) => sized(bytes, n),
}
const en: typeof vi = {
  attach: 'Attach a file',
  list: 'Attached files',
  alt: 'Description of the image',
  altHint: 'For people who cannot see it: what does it show?',
  remove: (name) => `Remove ${name}`,
  again: 'Try again',
  sending: (name, percent) => `${name}: ${percent} uploaded`,
  arrived: (name) => `${name} is attached`,
  removed: (name) => `${name} is removed`,
  tooMany: (most) => `A post carries at most ${most} files.`,
  lost: 'The line broke off. The file is still here; try again.',
  wait: 'A file has not arrived yet. Wait for it, or remove it.',
  picture: (name) => `Image ${name}`,
  size: (bytes, n) => sized(bytes, n),
}

export const words = { vi, en }

function sized(bytes: number, n: (value: number) => string): string {
  if (bytes < 1024) return `${n(bytes)} B`
  const kib = bytes / 1024
  return kib < 1024 ? `${n(Math.round(kib))} KB` : `${n(Math.round(kib / 102.4) / 10)} MB`
}
