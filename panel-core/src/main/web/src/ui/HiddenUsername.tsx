/** Tells a password manager whose password a form is about, where no field asks for the name. */
export function HiddenUsername({ value }: { value: string }) {
  return <input type="text" autoComplete="username" value={value} readOnly hidden />
}
