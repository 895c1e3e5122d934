import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { minuteText } from './day.ts'

interface Act {
  index: number
  at: string
  by: { kind: string; name?: string | undefined }
  kind: string
  change: Record<string, unknown>
}

const actWords: Record<string, string> = {
  'request submitted': '提交申请',
  'request registered': '登记来件',
  'request received': '确定收到日',
  'receipt confirmed': '确认收到',
  'request accepted': '受理并分办',
  'correction asked for': '告知补正',
  'correction received': '收到补正',
  'third-party consulted': '征求第三方意见',
  'co-maker consulted': '征求共同制作机关意见',
  'organ consulted': '征求其他机关意见',
  'third-party answered': '收到第三方意见',
  'co-maker answered': '收到共同制作机关意见',
  'organ answered': '收到其他机关意见',
  'reply period extended': '延长答复期限',
  'fee notice sent': '发出收费通知',
  'fee paid': '收到缴费',
  'reply sent for approval': '拟答复送审',
  'reply signed: section': '科室签署答复',
  'reply signed: legal': '法制审核答复',
  'reply signed: office': '公开办签署答复',
  'letter begun': '起草文书',
  'letter written': '修改文书',
  'letter sent for signature': '文书送签',
  'letter signed: section': '科室签署文书',
  'letter signed: legal': '法制审核文书',
  'letter signed: office': '公开办签署文书',
  'letter returned': '退回文书',
  'letter issued': '文书编号发出',
  'reply approved': '批准答复',
  'reply returned': '退回答复',
  'reply delivered': '送达答复',
  'leak waived': '写明理由放行',
  'request withdrawn': '申请人撤回',
  'request lapsed': '逾期不再处理',
  'request split': '拆分',
  'request merged': '并入另一件',
  'request assigned': '转办',
  'request handed over': '离岗移交',
  'query code asked for': '申请人要求补发查询码',
  'query code issued': '补发查询码',
  'request noted': '记一笔',
  'third-party stayed silent': '第三方期满未答复',
  'co-maker stayed silent': '共同制作机关期满未答复',
  'reasons asked for': '要求说明理由',
  'reasons received': '收到理由',
  'reply delayed': '延迟答复',
  'delivery proved': '登记送达凭证',
  'delivery came back': '登记退回',
  'reply delivered again': '再次送达',
  'remedy filed': '登记投诉、复议、诉讼',
  'remedy concluded': '登记审结',
  'request reopened': '重新办理',
  'applicant opened': '查看申请人信息',
  'applicant exported': '依申请导出申请人信息',
  'disposal proposed': '提出处置',
  'disposal refused': '不同意处置',
  'request disposed of': '处置，删除申请人信息',
  'identity number erased': '证件号码到期删除',
  'retention set': '设定保存年限',
  'deadline recounted': '重算期限',
  'document drafted': '起草',
  'document revised': '修改',
  'document sent for review': '送审',
  'document published': '审核通过并公开',
  'document kept': '审核通过，不主动公开',
  'document sent for checks': '送审',
  'document taken back': '撤回送审',
  'document correction drafted': '起草更正',
  'document correction dropped': '放弃更正',
  'document passed section-check': '科室初审通过',
  'document passed secrecy-review': '保密审查通过',
  'document passed office-check': '公开办复审通过',
  'document passed sign-off': '签发',
  'document corrected': '更正公开',
  'document archived': '归档',
  'document reopened': '退回草稿重新审核',
  'emergency publication ordered': '紧急发布',
  'document signed afterwards': '补签',
  'scheduled publication stopped': '定时公开被拦下',
  'document confirmed': '复核：仍然准确',
  'document kept again': '复审：维持不主动公开',
  'document to be disclosed': '复审：转为主动公开',
  'earlier version withheld': '不再显示旧版本',
  'file attached': '添加附件',
  'file detached': '删除附件',
  'files ordered': '调整附件顺序',
  'file cleaned': '换成清洁副本',
  'document masked': '遮盖个人信息',
  'document imported': '从历史网站导入',
  'pictures imported': '导入图片',
  'document returned': '退回',
  'document withdrawn': '撤下',
  'document came into force': '登记施行日期',
  'document related': '建立关联',
  'document separated': '解除关联',
  'document amended': '被修改',
  'document extended': '延长有效期',
  'document repealed': '被废止',
  'document lapsed': '失效',
  'document declared-lapsed': '宣布失效',
  'document fact retracted': '撤销效力变化',
  'document exempt from interpretation': '认定不需要解读',
  'document to be interpreted': '恢复解读要求',
  'annual report opened': '开始编制',
  'annual report written': '修改正文',
  'annual report sent for approval': '送审批',
  'annual report approved': '批准',
  'annual report returned': '退回',
  'annual report frozen': '固定数字',
  'annual report published': '公布',
  'audit run started': '开始核对各单位年度报告',
  'audit run finished': '核对完成',
  'audit finding decided': '对核对结果作出决定',
  'column set applied': '套用现成栏目',
}

/** 操作记录: every act on a record as the journal has it, newest first. */
export function Acts({ acts }: { acts: readonly Act[] }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>操作记录</Button>
      <Drawer open={open} onClose={() => setOpen(false)} title="操作记录" size={480}>
        <p className="nil">记录写入哈希链，不能修改；编号是它在链中的位置。</p>
        <ul className="events">
          {acts.map((act) => (
            <li key={act.index}>
              <strong>{actWords[act.kind] ?? act.kind}</strong>
              <div className="who">
                第 {act.index} 条 · {minuteText(act.at)} ·{' '}
                {act.by.kind === 'applicant' ? '申请人' : act.by.kind === 'enquired' ? '被征求意见方' : act.by.name}
              </div>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  )
}
