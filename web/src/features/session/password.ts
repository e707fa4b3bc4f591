/** Whether the server takes this as a new password: 8–256 characters, nothing else is asked of it. */
export function isPassword(password: string): boolean {
  const { length } = [...password];
  return length >= 8 && length <= 256;
}
