import { isHan } from './characters.ts'
import { halfWidth } from './typed.ts'

// R11-3: of a home no more than the village or community may be shown. Where an office is, everybody may know.

const home = /家住|住在|住址|住所|现住|居住|户籍|家庭(?:地址|住址)|家中|住于|租住|户口所在|收件/
const office =
  /办公|单位|公司|企业|工厂|厂区|机关|政府|管委会|注册|经营|生产场所|营业|窗口|大厅|法院|中心|医院|学校|银行|仓库|应急管理局|办事处/
/** Road, lane, village or estate, then numbers down to a door. */
const parts =
  /(?:路|街|道|巷|弄|村|组|里|小区|社区|花园|公寓|新村|家园|苑|城|坊|庄|屯|寨)(?:第?[\d一二三四五六七八九十百零〇]+(?:号|弄|巷|组|栋|幢|座|单元|楼|区|期|队|社|村民小组)[之附\d-]*)/
const numeral = '0123456789一二三四五六七八九十百零〇'
const tailWords = '号栋幢座单元楼层室户组队社之附#区期A-Za-z-'
const tail = new RegExp(`^[${numeral}${tailWords}]*`)
const room =
  /(?:[栋幢座]|单元|号楼?)[A-Za-z]?[\d一二三四五六七八九十百零〇-]+(?:[号室户层楼]|单元)?|[\d一二三四五六七八九十]+(?:室|户|单元|幢|栋)/
const estate = /(?:小区|花园|公寓|新村|家园|苑|城|坊)[\d一二三四五六七八九十]/
const villageDoor = /(?:村|组|屯|寨|庄|社|队)[\d一二三四五六七八九十百零〇]+号/
const leading =
  /^.*?(?:家住|住在|住址|住所地?|现住地?|居住地?|户籍所在地|户籍地|户籍|地址|位于|租住|收件|住于|住)[为是在于：:]*/

/**
 * The home address around a house number at `numberAt`, or null: a road's number alone may be an office's, so it is a home
 * when it goes down to a room, lies in an estate or village, or is called one.
 */
export function homeAddressAround(text: string, numberAt: number): { start: number; end: number } | null {
  let start = numberAt
  while (start > 0 && numberAt - start < 40 && isAddressCharacter(text.charCodeAt(start - 1))) start -= 1
  const before = text.slice(start, numberAt)
  const end = numberAt + (tail.exec(halfWidth(text.slice(numberAt, numberAt + 40)))?.[0].length ?? 0)
  const whole = halfWidth(text.slice(start, end))
  const found = parts.exec(whole)
  if (!found) return null
  const context = `${text.slice(Math.max(0, start - 16), start)}${before}`
  const isHome = home.test(context)
  const isOffice =
    !isHome && (office.test(context) || /^.{0,20}(?:局|公司|厂|中心|委员会|政府)/.test(text.slice(end, end + 30)))
  const down = whole.slice(found.index)
  if (!isHome && (isOffice || !(room.test(down) || estate.test(down) || villageDoor.test(down)))) return null
  if (!isHome && !/\d|[一二三四五六七八九十]/.test(down)) return null
  const label = leading.exec(text.slice(start, start + found.index))?.[0].length ?? 0
  return { start: start + label, end }
}

function isAddressCharacter(code: number): boolean {
  return isHan(code) || (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19) || code === 0x2d
}
