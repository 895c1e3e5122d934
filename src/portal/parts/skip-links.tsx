export function SkipLinks() {
  return (
    <nav className="skip" aria-label="快捷跳转">
      <a href="#main">跳到主要内容</a>
      <a href="#search">跳到搜索</a>
      <a href="#footer">跳到页脚</a>
    </nav>
  )
}
