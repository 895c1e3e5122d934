import { Button } from 'antd'
import { maskText } from '../../law/personal-data/mask-text.ts'
import { personalDataClasses, scanText } from '../../law/personal-data/scan.ts'

/** What of people is in a text that is to go out, and one button a class to mask it. */
export function MaskLeaks({
  text,
  allowed = [],
  onMask,
}: {
  text: string
  allowed?: string[]
  onMask(text: string): void
}) {
  const hits = scanText(text, { allowed }).filter(({ severity }) => severity !== 'INFO')
  const classes = [...new Set(hits.map((hit) => hit.class))]
  if (classes.length === 0) return null
  return (
    <div className="masking" role="status">
      {classes.map((kind) => {
        const { label } = personalDataClasses[kind]
        const found = hits.filter((hit) => hit.class === kind)
        return (
          <div key={kind}>
            {label} {found.length} 处：
            {found
              .slice(0, 3)
              .map(({ masked }) => masked)
              .join('、')}
            {found.length > 3 && '…'}{' '}
            <Button size="small" onClick={() => onMask(maskText(text, [kind], { allowed }))}>
              遮盖{label}
            </Button>
          </div>
        )
      })}
    </div>
  )
}
