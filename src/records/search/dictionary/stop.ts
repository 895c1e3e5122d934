/** Characters that join words and by themselves name nothing: two of them, or one beside a whole word, are no pair. */
export const joiningCharacters: ReadonlySet<string> = new Set(
  '的了和与及或在对将把被从向以于为由是有不也都而且就其该此各等之所并但如若则至给让使得着过吗呢吧啊么这那个们你我他她它',
)

/** Words of two characters and more that say nothing about a document. */
export const emptyWords: ReadonlySet<string> = new Set(
  '关于 以及 对于 根据 按照 为了 由于 因此 所以 但是 可以 应当 进行 其中 我们 他们 这个 那个 一个 这些 那些 没有 不是 就是 还是 如果 或者 并且 而且 以上 以下 有关 相关 各类 此外 同时 现将 特此 之间 其他 其它'.split(
    ' ',
  ),
)
