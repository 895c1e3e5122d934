import { isHan } from './characters.ts'

/** Surnames as they are borne today, the commonest first. */
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花帅屠豆朴盖练廉禹井祖漆巴丰支卿狄平计索宣晋初云容敬扈晁芮阙浦戈伏鹿薄邸雍辜羊乌裘亓修邰赫杭况那宿鲜印逯隆茹慕危亢嵇哈湛宾戎勾茅於揭尉冶元檀昝智植衡尧',
)
const twoCharacterSurnames = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|长孙|宇文|端木|南宫|独孤)/

/** Words that begin as names do, but are none. */
const noNames = new Set(
  '单位 全部 全体 成员 明细 时间 方式 项目 经办 施工 管理 应当 应急 平均 高度 安全 文件 计划 支付 元整 年龄 性别 电话 地址 名称 关系 金额 和谐 包括 解决 祖国 平台 国家 盖章 查看 查询 查收 海外 商户 任何 金融 成立 时候 全国 全省 全市 全县 全区 车辆 车主 乐于 顾客 农村 农民 农户 居民 华侨 干部 常住 满意 满足 有关 有无 从事 从业 师傅 官员 官方 相关 连续 游客'.split(
    ' ',
  ),
)

/** Whether these two to four characters look like a person's name. */
export function looksLikeName(text: string): boolean {
  if (text.length < 2 || text.length > 4) return false
  for (let place = 0; place < text.length; place += 1) if (!isHan(text.charCodeAt(place))) return false
  if (noNames.has(text) || noNames.has(text.slice(0, 2))) return false
  if (twoCharacterSurnames.test(text)) return text.length > 2
  return text.length < 4 && surnames.has(text[0] ?? '')
}

// The beginning of 举报人 is told apart: who reported is sealed (R9-46), who applied is only named.
const labels =
  /(举报人|投诉人|信访人|反映人)?(?:姓名|申请人|联系人|当事人|被处罚人|被罚款人|户主|死者|伤者|遇难者|死亡人员|受伤人员|受害人|救助对象|受助人|领取人|收款人|持证人|驾驶人|驾驶员|家属|监护人|证人|举报人|投诉人|信访人|反映人|当事人员|受灾人员)$/
/** What may follow a name where nothing else ends it. */
const afterName =
  /^(?:性别|男|女|身份证|证件|公民|电话|手机|联系|年龄|出生|住址|地址|家庭|户籍|同志|先生|女士|系|住|于|在)/

/** A colon, a blank, a tab. */
function isAfterLabel(code: number): boolean {
  return code === 0xff1a || code === 0x3a || code === 0x20 || code === 0x09 || code === 0x3000
}

/** The name after a label that ends just before `labelTo`: 姓名：张某某. Null where none stands. */
export function nameAfterLabel(
  text: string,
  labelTo: number,
): { kind: 'name' | 'reporter'; start: number; end: number } | null {
  let start = labelTo
  while (start < labelTo + 3 && isAfterLabel(text.charCodeAt(start))) start += 1
  if (start === labelTo) return null
  const label = text.slice(Math.max(0, labelTo - 10), labelTo)
  if (!labels.test(label)) return null
  const reporter = /(?:举报人|投诉人|信访人|反映人)(?:姓名)?$/.test(label)
  for (let length = 4; length >= 2; length -= 1) {
    const end = start + length
    if (!looksLikeName(text.slice(start, end))) continue
    const ends = end >= text.length || !isHan(text.charCodeAt(end)) || afterName.test(text.slice(end, end + 3))
    if (ends) return { kind: reporter ? 'reporter' : 'name', start, end }
  }
  return null
}

/** A name that stands beside a number of a person: 张某某，身份证号…; 张某某（138…）. */
export function nameBefore(text: string, start: number): { start: number; end: number } | null {
  const from = Math.max(0, start - 18)
  const before = text.slice(from, start)
  const found =
    /(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})(?:先生|女士|同志)?[\s，,、:：（(|]{1,3}(?:(?:男|女)[，,、\s]{0,2})?(?:[\u4e00-\u9fff]{2,8}[:：为是]?\s?)?[（(]?$/.exec(
      before,
    )
  const name = found?.[1]
  if (!found || !name || !looksLikeName(name)) return null
  const place = from + found.index + found[0].indexOf(name)
  return { start: place, end: place + name.length }
}
