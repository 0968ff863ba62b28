/**
 * The name of a sealed recording's file in the recordings folder. Whoever seals writes it there, whoever plays
 * or deletes reads the register: the name comes from the id, so that register and folder can be compared.
 */
export function recordingFileName(recordingId: string): string {
  return `${recordingId}.sealed`;
}
