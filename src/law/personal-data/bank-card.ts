/** 16 to 19 digits that begin as bank cards do and satisfy Luhn's check. */
export function isBankCard(text: string): boolean {
  return /^[34569]\d{15,18}$/.test(text) && !/^(\d)\1+$/.test(text) && luhnSum(text) % 10 === 0
}

/** From the right every second digit is doubled, and 9 taken off where that makes two digits. */
function luhnSum(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const counted = place % 2 === 1 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum
}
