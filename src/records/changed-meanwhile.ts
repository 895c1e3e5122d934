/** Two people worked on the same record: the second is told, and nothing of the first is overwritten. */
export class ChangedMeanwhile extends Error {
  constructor() {
    super('changed meanwhile')
  }
}
