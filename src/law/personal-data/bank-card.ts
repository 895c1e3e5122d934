/** Luhn's check over 16 to 19 digits: what a bank card number satisfies. */
export function isBankCard(text: string): boolean {
  if (!/^\d{16,19}$/.test(text) || /^(\d)\1+$/.test(text)) return false
  let sum = 0
  for (let place = 0; place < text.length; place += 1) {
    const digit = Number(text[text.length - 1 - place])
    const counted = place % 2 === 1 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}
