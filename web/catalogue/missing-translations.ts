import type { Service } from '../../sql/calendar/services.ts';
import { type Language, languages } from '../../sql/calendar/words.ts';

export type MissingField = 'name' | 'description' | 'documents' | 'information';

/** What stands in Slovene and not in another language; of documents also how many of how many. */
export type Missing = {
  readonly language: Exclude<Language, 'sl'>;
  readonly fields: readonly { readonly field: MissingField; readonly have: number; readonly all: number }[];
};

export function missingTranslations(
  service: Pick<Service, 'name' | 'description' | 'documents' | 'information'>,
): readonly Missing[] {
  return languages.flatMap((language) => {
    if (language === 'sl') return [];
    const texts = (['name', 'description', 'information'] as const).flatMap((field) =>
      (service[field].sl ?? '') !== '' && (service[field][language] ?? '') === '' ? [{ field, have: 0, all: 1 }] : [],
    );
    const all = service.documents.sl?.length ?? 0;
    const have = service.documents[language]?.length ?? 0;
    const documents = have < all ? [{ field: 'documents' as const, have, all }] : [];
    const fields = [...texts, ...documents];
    return fields.length === 0 ? [] : [{ language, fields }];
  });
}
