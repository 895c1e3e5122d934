import './quiet-zod.ts'
import 'dayjs/locale/zh-cn'
import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { asked } from './ask.ts'
import { SessionGate } from './frame/session.tsx'
import { theme } from './look/theme.ts'
import { pages } from './pages.tsx'

dayjs.locale('zh-cn')

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// Some parts of the component library write their styles without asking for the nonce; the policy would refuse them.
const create = document.createElement.bind(document)
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = create(name, options)
  if (name === 'style') element.nonce = nonce
  return element
}) as typeof document.createElement
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={asked}>
          <SessionGate>
            <RouterProvider router={pages} />
          </SessionGate>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  )
}
