/** Records are missing between what the database has and what came. Nothing was stored. */
export class JournalGap extends Error {
  override readonly name = 'JournalGap';

  constructor(standing: number, came: number) {
    super(
      `The journal's records up to ${standing} stand in the database, and the next to come was ${came}: those between are missing. ` +
        'Ship them first; if the database was restored from a backup, restore the journal of the same time.',
    );
  }
}

/** The database already has other records under these numbers: it belongs to another journal. Nothing was stored. */
export class JournalMismatch extends Error {
  override readonly name = 'JournalMismatch';

  constructor(sequence: number) {
    super(
      `Record ${sequence} of the journal is not the one that stands in the database under this number. ` +
        'Start the engine with the journal folder that belongs to this database, or with a database of its own.',
    );
  }
}

/** Another engine leads by now. Nothing was stored. */
export class EngineFenced extends Error {
  override readonly name = 'EngineFenced';

  constructor(epoch: number, standing: number) {
    super(
      `The engine of epoch ${epoch} ships its journal, but one of epoch ${standing} has taken the line over. ` +
        'If it is the only one, its clock was set back: set it right and start it again.',
    );
  }
}
