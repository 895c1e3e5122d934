export type TagColour = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'purple'

export function StatusTag({ colour, children }: { colour: TagColour; children: string }) {
  return <strong className={`tag ${colour}`}>{children}</strong>
}
