import type { ThemeConfig } from 'antd'

/** The house's colours; every text on its ground has a contrast of 4.5 or more. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0a4f9e',
    colorLink: '#0a4f9e',
    colorError: '#b3141c',
    colorSuccess: '#0f6b35',
    colorWarning: '#8a4b00',
    colorText: '#1b1f24',
    colorTextSecondary: '#4a5159',
    colorTextTertiary: '#5e6670',
    colorTextDescription: '#4a5159',
    colorTextPlaceholder: '#5e6670',
    colorTextDisabled: '#5e6670',
    colorBorder: '#6b747e',
    colorBorderSecondary: '#d5dae0',
    colorBgLayout: '#f4f6f9',
    borderRadius: 4,
    // Nothing moves: dialogs stand at once, and a button is never left with a spinner that is fading out.
    motion: false,
    fontSize: 15,
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
  },
  components: { Table: { cellPaddingBlock: 10 }, Layout: { siderBg: '#0b3563', headerBg: '#ffffff' } },
}
