/**
 * SQL that takes out of what the line wrote who called and what was noted about them (R9.3); what is counted stays as
 * it is. `which` selects the keys of the rows; the statements about calls and callbacks want the value `now`.
 */
export const eraseInCalls = (which: string): string => `
  update call
  set caller_number = null, cdr = without_person(cdr), person_erased_at = :now
  where id in (${which})
`;

export const eraseInCallbacks = (which: string): string => `
  update callback
  set caller_number = null, notes = '', person_erased_at = :now
  where id in (${which})
`;

export const eraseInMessages = (which: string): string => `
  update voice_message
  set notes = ''
  where id in (${which})
`;

export const eraseInEvents = (which: string): string => `
  update journal_event
  set event = case when type = 'DigitPressed' then event || '{"digit": null}' else without_person(event) end,
    facts = without_person(facts), personal = false
  where sequence in (${which})
`;
