/** The words of signing in and signing up. */
const vi = {
  signInTitle: 'Đăng nhập',
  signUpTitle: 'Mở tài khoản',
  email: 'Địa chỉ thư điện tử',
  password: 'Mật khẩu',
  passwordHint: 'Ít nhất 8 ký tự',
  show: 'Hiện mật khẩu',
  hide: 'Ẩn mật khẩu',
  name: 'Họ và tên',
  organisation: 'Cơ quan, tổ chức',
  constituency: 'Tư cách tham gia',
  noAccount: 'Chưa có tài khoản?',
  haveAccount: 'Đã có tài khoản?',
  signIn: 'Đăng nhập',
  signUp: 'Mở tài khoản',
}
const en: typeof vi = {
  signInTitle: 'Sign in',
  signUpTitle: 'Create an account',
  email: 'E-mail address',
  password: 'Password',
  passwordHint: 'At least 8 characters',
  show: 'Show password',
  hide: 'Hide password',
  name: 'Full name',
  organisation: 'Agency or organisation',
  constituency: 'Taking part as',
  noAccount: 'No account yet?',
  haveAccount: 'Already have an account?',
  signIn: 'Sign in',
  signUp: 'Create account',
}
export const account = { vi, en }
