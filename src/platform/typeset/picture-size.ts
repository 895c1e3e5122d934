/** What a picture file says of itself. Null for a kind Word does not show. */
export function pictureSize(bytes: Uint8Array): { type: 'png' | 'jpg' | 'gif'; width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint32(0) === 0x89504e47) return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
    if (view.getUint32(0) === 0x47494638) {
      return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
    }
    if (view.getUint16(0) !== 0xffd8) return null
    for (let at = 2; ; ) {
      const marker = view.getUint16(at)
      const startOfFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
      if (startOfFrame) return { type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
      if (marker < 0xff01) return null
      at += 2 + view.getUint16(at + 2)
    }
  } catch {
    return null
  }
}
