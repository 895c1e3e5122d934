// Names and numbers that stand for nobody. Published, they mislead whoever needs the office: portals have shown
// a leader called 姓名一 and the telephone 1234567.

const fillers =
  /^(姓名|名字|领导|科室|单位|测试|某|某某|某人|未知|待定|待补充|暂无|无|空|xx+|×+|\*+|-+|\?+|？+|n\/a|test|todo)[一二三四五六七八九十0-9a-z]*$/i

/** Whether a name, post or title is a filler nobody replaced. */
export function isPlaceholder(text: string): boolean {
  const plain = text.replace(/\s/g, '')
  return fillers.test(plain) || /[×xX]{2,}|某某|＊|\*{2,}/.test(plain)
}

const shapes = [
  /^(0\d{2,3}-)?\d{7,8}(转\d{1,6})?$/,
  // mobile numbers, and the short numbers of emergency and service lines
  /^1[3-9]\d{9}$/,
  /^(1\d{2}|1\d{4}|9\d{4,5})$/,
  /^[48]00-?\d{3}-?\d{4}$/,
]

/** Whether digits run up or down by one all the way, or are all the same: 1234567, 87654321, 8888888. */
function isKeyboardRun(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, place) => (Number(digit) - Number(digits[place]) + 10) % 10))
  return steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1)
}

/** What is wrong with a published telephone number, in words for whoever typed it; null when nothing is. */
export function publishedPhoneProblem(typed: string): string | null {
  const number = typed.replace(/[\s－—]/g, (mark) => (/\s/.test(mark) ? '' : '-'))
  if (!shapes.some((shape) => shape.test(number))) {
    return `电话“${typed}”有误，请写成 区号-号码（如 0000-0000001）、手机号码或者服务短号`
  }
  const local = number
    .replace(/^0\d{2,3}-/, '')
    .replace(/转.*$/, '')
    .replaceAll('-', '')
  return local.length >= 7 && isKeyboardRun(local) ? `电话“${typed}”像是占位的号码，请填写真实号码` : null
}
