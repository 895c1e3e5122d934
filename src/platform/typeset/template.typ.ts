/**
 * The layout of GB/T 9704—2012. Everything a person has written comes in through `sys.inputs` as data and is set as text:
 * nothing of it is ever read as a program.
 */
export const template = `
#let d = json(bytes(sys.inputs.data))
#let pitch = d.pitch * 1pt
#let em2 = 2 * d.character * 1pt
#let track = (d.character - 16) * 1pt
#let red = rgb("#e60012")
#let song = d.fonts.song
#let fang = d.fonts.fang
#let hei = d.fonts.hei
#let kai = d.fonts.kai
#let biaosong = d.fonts.biaosong
#let faces = (body: fang, hei: hei, kai: kai)

#let flush(body) = par(first-line-indent: 0pt, body)

#set document(title: d.title, author: d.authors, date: datetime(year: d.madeOn.at(0), month: d.madeOn.at(1), day: d.madeOn.at(2)))
#set page(
  width: 210mm, height: 297mm,
  margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  background: if d.watermark != none {
    rotate(-35deg, text(font: hei, size: calc.min(120pt, 640pt / d.watermark.clusters().len()), fill: rgb("#f2c9c9"), d.watermark))
  },
  footer-descent: 7mm,
  footer: context {
    let n = counter(page).get().first()
    set text(font: song, size: 14pt, tracking: 0pt)
    let number = [— #n —]
    if calc.odd(n) { align(right, number + h(14pt)) } else { align(left, h(14pt) + number) }
    if d.foot != none { place(top + left, dy: 12mm, box(width: 156mm, { set par(leading: 3pt); align(center, flush(text(size: 7.5pt, fill: luma(90), d.foot))) })) }
  },
)
#set text(font: fang, size: 16pt, lang: "zh", region: "cn", tracking: track, top-edge: 0.8em, bottom-edge: -0.2em, cjk-latin-spacing: none, hyphenate: false)
#set par(justify: true, leading: pitch - 16pt, spacing: pitch - 16pt, first-line-indent: (amount: em2, all: true))
#set block(spacing: pitch - 16pt)
#set list(marker: text(size: 8pt, baseline: -3pt)[●], indent: em2, body-indent: 0.5em, spacing: pitch - 16pt)
#set enum(indent: em2, body-indent: 0.3em, spacing: pitch - 16pt)
#show heading: set text(weight: "regular")
#show heading: set block(above: pitch - 16pt, below: pitch - 16pt)
#show link: it => it

#let blank(n) = block(above: pitch - 16pt, below: pitch - 16pt, height: n * pitch - (pitch - 16pt), width: 100%, sticky: true)

// ── Text ──

#let picture(p) = {
  if p.file == none { text(size: 12pt)[［图片：#p.alt］] } else {
    let known = if p.width != none { calc.min(p.width * 0.75pt, 156mm) } else { none }
    if known != none { image(p.file, alt: p.alt, width: known) } else {
      context {
        let own = measure(image(p.file))
        image(p.file, alt: p.alt, width: calc.min(own.width, 156mm, own.width * (180mm / own.height)))
      }
    }
  }
}

#let run(one, font) = {
  if one.is == "break" { linebreak() } else if one.is == "picture" { picture(one) } else {
    let face = one.at("face", default: "body")
    let body = text(font: if face == "body" { font } else { faces.at(face) }, one.text)
    if "sup" in one.marks { body = super(body) }
    if "sub" in one.marks { body = sub(body) }
    if "u" in one.marks { body = underline(body) }
    if "em" in one.marks { body = text(font: kai, body) }
    if "strong" in one.marks { body = text(stroke: 0.35pt, body) }
    if one.href != none { body = link(one.href, body) }
    body
  }
}
#let runs(inlines, font: fang) = for one in inlines { run(one, font) }

#let blocks(bs, font: fang) = for b in bs {
  if b.is == "heading" {
    let face = (hei, kai, fang).at(b.level - 2)
    show heading: set text(font: face, size: 16pt)
    let body = runs(b.inlines, font: face)
    if b.level == 4 { body = text(stroke: 0.35pt, body) }
    show heading: it => if b.align == "center" { align(center, flush(it.body)) } else { par(it.body) }
    block(width: 100%, sticky: true, heading(level: b.level, body))
  } else if b.is == "paragraph" {
    if b.align == "center" { align(center, flush(runs(b.inlines, font: font))) }
    else if b.align == "right" { align(right, flush(runs(b.inlines, font: font) + h(em2))) }
    else { par(runs(b.inlines, font: font)) }
  } else if b.is == "list" {
    set par(first-line-indent: 0pt)
    let items = b.items.map(item => blocks(item, font: font))
    if b.ordered { enum(start: b.start, ..items) } else { list(..items) }
  } else if b.is == "quote" {
    pad(left: em2, blocks(b.blocks, font: kai))
  } else if b.is == "figure" {
    align(center, block(breakable: false, {
      set par(first-line-indent: 0pt)
      picture(b.picture)
      if b.caption.len() > 0 { par(text(size: 12pt, runs(b.caption, font: hei))) }
    }))
  } else if b.is == "rule" {
    line(length: 100%, stroke: 0.25mm)
  } else if b.is == "table" {
    let size = b.size * 1pt
    let cells(rows, head) = rows.flatten().map(c => table.cell(
      rowspan: c.rowspan, colspan: c.colspan,
      align: (if c.align == "right" { right } else if c.align == "center" or c.header or c.short { center } else { left }) + horizon,
      {
        set text(size: size, tracking: 0pt)
        set par(leading: 0.45em, spacing: 0.45em, first-line-indent: 0pt, justify: false)
        set list(indent: 0pt, spacing: 0.45em)
        set enum(indent: 0pt, spacing: 0.45em)
        blocks(c.blocks, font: if c.header { hei } else { fang })
      },
    ))
    let grid = {
      if b.caption.len() > 0 {
        block(sticky: true, width: 100%, align(center, flush(text(font: hei, size: 14pt, runs(b.caption, font: hei)))))
      }
      set table(stroke: 0.5pt, inset: (x: 4pt, y: 5pt))
      table(
        columns: b.widths.map(w => w * 1pt),
        ..if b.head.len() > 0 { (table.header(repeat: true, ..cells(b.head, true)),) } else { () },
        ..cells(b.body, false),
      )
    }
    if b.wide {
      page(flipped: true, margin: (top: 28mm, bottom: 26mm, left: 37mm, right: 35mm), grid)
    } else { grid }
  }
}

#let titled(lines, level, outlined: true) = {
  show heading: set text(font: biaosong, size: 22pt, tracking: 0pt)
  show heading: it => align(center, par(first-line-indent: 0pt, justify: false, leading: 32pt - 22pt, it.body))
  block(width: 100%, sticky: true, heading(level: level, outlined: outlined, lines.map(l => [#l]).join(linebreak())))
}

// ── Head ──

#if d.withRedHead {
  let spread(name) = if d.issuers.len() == 1 { name } else { name.clusters().join(h(1fr)) }
  // 35 mm from the top of the text to the mark (7.2.4); 文件 stands beside the middle of several organs.
  block(above: 0pt, below: 2 * pitch, width: 100%, inset: (top: 35mm), {
    set par(leading: 0.3em, spacing: 0.3em, first-line-indent: 0pt, justify: false)
    set text(font: biaosong, fill: red, size: d.issuerSize * 1pt, tracking: 0pt, top-edge: "bounds", bottom-edge: "bounds")
    if d.issuers.len() == 1 { align(center, d.issuers.first() + "文件") } else {
      align(center, grid(
        columns: (d.issuerLength * 1em, auto), column-gutter: d.gapBeside * 1em, align: horizon,
        stack(spacing: 0.3em, ..d.issuers.map(spread)),
        [文件],
      ))
    }
  })
  block(above: 0pt, below: 4mm, width: 100%, align(center, flush(if d.documentNumber == none { sym.zws } else { d.documentNumber })))
  block(above: 0pt, below: 2 * pitch, width: 100%, line(length: 100%, stroke: 0.7mm + red))
} else { v(pitch) }

#titled(d.titleLines, 1, outlined: "contents" not in d)
#if d.subtitle != none { align(center, flush(text(font: kai, d.subtitle))) }
#if not d.withRedHead and d.documentNumber != none { align(center, flush(text(font: kai, d.documentNumber))) }
#blank(1)
#if d.addressees != none { flush(d.addressees) }

// A signature never stands on a page without text (7.3.5.5): what comes before it goes along.
#let along(last) = if d.lastGoesAlong {
  block(above: pitch - 16pt, below: pitch - 16pt, width: 100%, sticky: true, blocks((last,)))
} else { blocks((last,)) }
#if d.body.len() > 0 {
  blocks(d.body.slice(0, -1))
  along(d.body.last())
}

// ── Tail ──

#if d.attachments.len() > 0 {
  blank(1)
  let label = [附件：]
  let many = d.attachments.len() > 1
  block(width: 100%, sticky: true, grid(
    columns: (em2, 3 * d.character * 1pt, ..if many { (1.5 * d.character * 1pt,) } else { () }, 1fr),
    row-gutter: pitch - 16pt,
    ..for (i, name) in d.attachments.enumerate() {
      ([], if i == 0 { flush(label) } else { [] }, ..if many { (flush[#(i + 1).],) } else { () }, flush(name))
    },
  ))
}

#if d.signers.len() > 0 or d.date != none {
  blank(1)
  block(breakable: false, width: 100%, {
    for s in d.signers { flush(h(d.signature.signer * d.character * 1pt) + s) }
    if d.date != none { flush(h(d.signature.date * d.character * 1pt) + d.date) }
  })
}
#if d.notes != none { par(d.notes) }

#if "contents" in d {
  pagebreak(weak: true)
  titled((d.contents,), 1, outlined: false)
  blank(1)
  show outline.entry: it => link(it.element.location(), flush(it.body() + h(0.5em) + box(width: 1fr, repeat[·]) + h(0.5em) + it.page()))
  outline(title: none, target: heading.where(level: 1, outlined: true))
}

#for a in d.annexes {
  pagebreak(weak: true)
  if a.label != none { flush(text(font: hei, a.label)); blank(1) } else { blank(1) }
  if a.titleLines.len() > 0 { titled(a.titleLines, 1); blank(1) }
  blocks(a.body)
}

#if d.copyTo != none or d.printer != none {
  place(bottom, float: true, clearance: pitch, block(breakable: false, width: 100%, {
    set text(size: 14pt, tracking: 0pt)
    set par(first-line-indent: 0pt, leading: 10pt, spacing: 10pt)
    let thick = line(length: 100%, stroke: 0.35mm)
    set block(spacing: 6pt)
    thick
    if d.copyTo != none { pad(x: 14pt, grid(columns: (auto, 1fr), [抄送：], d.copyTo)) }
    if d.copyTo != none and d.printer != none { line(length: 100%, stroke: 0.25mm) }
    if d.printer != none { pad(x: 14pt, grid(columns: (1fr, auto), d.printer, d.printed)) }
    thick
  }))
}
`
