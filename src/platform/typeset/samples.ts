import { calendarDate } from '../../law/calendar-date.ts'
import { markupOfText } from '../markup/from-text.ts'
import { readMarkup } from '../markup/read.ts'
import type { OfficialDocument, Pictures } from './document.ts'

const plain: OfficialDocument = {
  withRedHead: false,
  issuers: [],
  documentNumber: null,
  title: '',
  subtitle: null,
  addressees: null,
  body: [],
  attachments: [],
  signers: [],
  date: null,
  notes: null,
  annexes: [],
  copyTo: null,
  printer: null,
  printed: null,
  madeOn: calendarDate('2026-03-12'),
  watermark: null,
  foot: null,
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const measures = `
为深入贯彻落实关于安全生产的决策部署，切实加强汛期安全防范，防范化解重大安全风险，根据《中华人民共和国安全生产法》和省应急管理厅工作安排，现就有关事项通知如下：

一、总体要求

坚持人民至上、生命至上，压实安全生产责任，紧盯重点行业领域和薄弱环节，深入排查整治事故隐患，坚决遏制生产安全事故发生，保持全市安全形势稳定。检查自 2026 年 6 月 1 日起至 9 月 30 日止，覆盖全部 128 家重点企业。

二、主要任务

（一）突出重点行业领域

1.危险化学品。重点检查重大危险源企业雷电、高温、暴雨期间的防范措施，以及外部作业人员的管理。

2.非煤矿山。重点检查尾矿库“头顶库”的排洪设施和监测预警，落实 24 小时值守。

（二）强化应急准备。各单位应当修订防汛应急预案，储备必要的应急物资，并在 6 月 15 日前至少组织一次演练。

（三）严格信息报告。发生险情、事故的，应当立即如实报告，不得迟报、漏报、谎报、瞒报。联系电话：0591—12345678。

三、工作要求

各县（市、区）应急管理局应当于每月 25 日前将检查情况报送市应急管理局。检查中发现的重大事故隐患应当依法挂牌督办，整改完成后按照程序销号；涉嫌犯罪的，移送司法机关处理。
`

const table = `<table><caption>2026年第一季度行政处罚情况表</caption><thead><tr><th rowspan="2">序号</th><th rowspan="2">被处罚单位</th><th colspan="2">处罚内容</th><th rowspan="2">依据</th></tr><tr><th>种类</th><th>金额（万元）</th></tr></thead><tbody>${Array.from(
  { length: 26 },
  (_, place) =>
    `<tr><td>${place + 1}</td><td>临江市第${place + 1}化工有限公司</td><td>罚款</td><td class="right">${(place * 1.37 + 1).toFixed(2)}</td><td>《中华人民共和国安全生产法》第一百零一条第${place % 2 ? '一' : '二'}项</td></tr>`,
).join('')}</tbody></table>`

const columns = Array.from({ length: 11 }, (_, place) => `第${place + 1}项指标`)
const wide = `<table><caption>各县（市、区）检查情况统计表</caption><thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>${Array.from({ length: 8 }, (_, row) => `<tr>${columns.map((_, place) => `<td>${row * 11 + place}</td>`).join('')}</tr>`).join('')}</tbody></table>`

const chapters = ['总则', '公开的主体和范围', '主动公开', '依申请公开', '监督和保障', '附则']
const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const inChinese = (number: number) =>
  number < 10 ? numerals[number]! : `${number < 20 ? '' : numerals[Math.floor(number / 10)]}十${numerals[number % 10]}`
const rules = chapters
  .map((chapter, place) => {
    const articles = Array.from({ length: 7 }, (_, at) => {
      const number = inChinese(place * 7 + at + 1)
      return at === 3
        ? `第${number}条　本局应当在职责范围内主动公开下列信息：\n\n（一）机构职能、机构设置、办公地址、办公时间、联系方式、负责人姓名；\n\n（二）突发公共事件的应急预案、预警信息及应对情况；\n\n（三）实施行政处罚、行政强制的依据、条件、程序。`
        : `第${number}条　为了保障公民、法人和其他组织依法获取政府信息，提高工作透明度，充分发挥信息对人民群众生产、生活和经济社会活动的服务作用，各科室应当及时、准确地公开有关信息，并对其真实性负责。`
    })
    return `第${numerals[place + 1]}章　${chapter}\n\n${articles.join('\n\n')}`
  })
  .join('\n\n')

/** What the layout is looked at with. */
export const samples: Record<string, { document: OfficialDocument; pictures?: Pictures }> = {
  notice: {
    document: {
      ...plain,
      withRedHead: true,
      issuers: ['临江市应急管理局'],
      documentNumber: '临应急〔2026〕12号',
      title: '临江市应急管理局关于开展汛期安全生产专项检查的通知',
      addressees: '各县（市、区）应急管理局，各有关单位',
      body: readMarkup(markupOfText(measures)),
      attachments: ['汛期安全生产专项检查重点内容表', '各县（市、区）联络员名单'],
      signers: ['临江市应急管理局'],
      date: '2026年5月20日',
      notes: '此件公开发布',
      copyTo: '省应急管理厅，市政府办公室，市安委会各成员单位。',
      printer: '临江市应急管理局办公室',
      printed: '2026年5月20日印发',
    },
  },
  decision: {
    document: {
      ...plain,
      withRedHead: true,
      issuers: ['临江市应急管理局', '临江市财政局'],
      documentNumber: '临应急〔2026〕8号',
      title:
        '临江市应急管理局 临江市财政局关于公布2026年第一季度行政处罚情况并废止《临江市安全生产举报奖励办法（试行）》的决定',
      body: readMarkup(
        `<p>根据<a href="https://www.gov.cn/">《中华人民共和国政府信息公开条例》</a>第二十条第（六）项，现将有关情况公布如下，并<strong>废止</strong>原办法。每立方米不超过 5 m<sup>3</sup>。</p>${table}<p>特此决定。</p><figure><img src="/files/1" alt="现场照片" width="300"><figcaption>图1　现场照片</figcaption></figure>${wide}<p>以上内容自公布之日起施行。</p>`,
      ),
      signers: ['临江市应急管理局', '临江市财政局'],
      date: '2026年4月9日',
      watermark: '已废止',
    },
    pictures: new Map([['/files/1', new Uint8Array(png)]]),
  },
  rules: {
    document: {
      ...plain,
      withRedHead: true,
      issuers: ['临江市应急管理局'],
      documentNumber: '临应急规〔2026〕1号',
      title: '临江市应急管理局关于印发《临江市应急管理局政府信息公开工作办法》的通知',
      addressees: '各科室、局属各单位：',
      body: readMarkup(
        '<p>《临江市应急管理局政府信息公开工作办法》已经局务会议审议通过，现印发给你们，请认真贯彻执行。</p>',
      ),
      signers: ['临江市应急管理局'],
      date: '2026年3月12日',
      notes: '（此件公开发布）',
      annexes: [{ label: null, title: '临江市应急管理局政府信息公开工作办法', body: readMarkup(markupOfText(rules)) }],
      printer: '临江市应急管理局办公室',
      printed: '2026年3月12日印发',
    },
  },
  news: {
    document: {
      ...plain,
      title: '我市开展危险化学品泄漏事故应急演练',
      body: readMarkup(
        '<p>3 月 12 日，市应急管理局组织开展演练。</p><ul><li>参演单位 8 家</li><li>出动车辆 12 台</li></ul><ol start="3"><li>指挥</li><li>处置</li></ol><blockquote><p>演练检验了预案。</p></blockquote><hr><p class="right">临江市应急管理局</p>',
      ),
    },
  },
}
