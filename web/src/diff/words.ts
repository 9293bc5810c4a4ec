/** The words of what changed from one text to another. */
const vi = {
  added: 'thêm',
  dropped: 'bỏ',
  same: 'Hai bản giống nhau.',
  coarse: 'Hai bản khác nhau quá nhiều nên có đoạn chỉ được so sánh nguyên khối.',
}
const en: typeof vi = {
  added: 'added',
  dropped: 'dropped',
  same: 'The two versions are the same.',
  coarse: 'The two differ so much that a stretch is compared only as a whole.',
}
export const words = { vi, en }
