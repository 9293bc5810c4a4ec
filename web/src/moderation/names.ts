/** What a person is called while their name is hidden; the server puts it there for everybody. */
export const HIDDEN_NAME = 'Tên đã bị ẩn'
