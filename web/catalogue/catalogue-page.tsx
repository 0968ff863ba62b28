import type { ServiceCategory, StoredService } from '../../sql/calendar/services.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { missingTranslations } from './missing-translations.ts';

type Props = PageFrame & {
  readonly categories: readonly ServiceCategory[];
  readonly services: readonly StoredService[];
  /** At how many counters in use each is done. */
  readonly countersOf: (serviceId: string) => number;
  readonly notice: DoneNotice | null;
};

export const servicePath = (id: string): string => `/storitve/${encodeURIComponent(id)}`;
export const categoryPath = (id: string): string => `/skupine-storitev/${encodeURIComponent(id)}`;

/** The catalogue by its groups; what is missing is named where it is missing. */
export function CataloguePage(props: Props) {
  const { m, categories, services, notice } = props;
  const words = m.catalogue;
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <Notice notice={notice} />
      <p class="form-row">
        <a role="button" href="/nova-storitev">
          {words.add}
        </a>
        <a href="/nova-skupina-storitev">{words.addCategory}</a>
      </p>
      {categories.map((category) => {
        const own = services.filter(({ categoryId }) => categoryId === category.id);
        return (
          <section key={category.id} class="card" aria-labelledby={`skupina-${category.id}`}>
            <h2 id={`skupina-${category.id}`}>{category.name.sl}</h2>
            {own.length === 0 ? <p>{words.noServices}</p> : null}
            <ul class="rule-list">
              {own.map((service) => (
                <ServiceItem key={service.id} {...props} service={service} />
              ))}
            </ul>
            <p>
              <a href={categoryPath(category.id)} aria-label={words.editCategoryWhich(category.name.sl)}>
                {words.editCategory}
              </a>
            </p>
          </section>
        );
      })}
      <Guide m={m} points={words.help} />
    </div>
  );
}

function ServiceItem({ m, service, countersOf }: Props & { readonly service: StoredService }) {
  const words = m.catalogue;
  const missing = missingTranslations(service);
  return (
    <li>
      <div>
        <a href={servicePath(service.id)}>
          <strong>{service.name.sl}</strong>
        </a>
        <small>
          {[
            words.minutes(service.minutes),
            words.offered(countersOf(service.id)),
            ...(service.retired ? [words.draft] : []),
            ...(service.online ? [] : [words.notOnline]),
          ].join(' · ')}
        </small>
      </div>
      {missing.length === 0 ? null : (
        <span class="evacuation-state evacuation-proposed">
          {words.missing.short(missing.map(({ language }) => words.languages[language]))}
        </span>
      )}
    </li>
  );
}
