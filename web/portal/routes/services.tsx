import Router from 'koa-router';
import { listOfferedServices } from '../../../sql/calendar/list-offered-services.ts';
import { listServiceCategories, listServices, type Service } from '../../../sql/calendar/services.ts';
import { languages, listIn, type Texts, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebRouter, WebState } from '../../context.ts';
import { queryText } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import type { CitizenLanguage } from '../language.ts';
import type { ServiceCard } from '../pages/services-page.tsx';
import { ServicesPage } from '../pages/services-page.tsx';
import { searchServices } from '../search-services.ts';

/** What somebody comes for (R4.1): the first page of the path. */
export function serviceRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  router.get(frame.to('/narocanje'), async (ctx) => {
    const [catalogue, categories, offered] = await Promise.all([
      listServices(room.db),
      listServiceCategories(room.db),
      listOfferedServices(room.db),
    ]);
    const services = catalogue
      .filter(({ id }) => offered.has(id))
      .map((service) => {
        const category = categories.find(({ id }) => id === service.categoryId)?.name ?? { sl: '' };
        return { card: cardOf(service, category, language), ...searchableOf(service, category) };
      });
    const typed = queryText(ctx, 'isci').trim();
    const found = typed === '' ? null : searchServices(services, typed).map(({ card }) => card);
    const all = services.map(({ card }) => card);
    await renderCitizenPage(
      ctx,
      room,
      { title: frame.m.booking.service.title, forEverybody: typed === '' },
      <ServicesPage frame={frame} typed={typed} found={found} all={all} />,
    );
  });
  return router;
}

function cardOf(service: Service, category: Texts, language: CitizenLanguage): ServiceCard {
  return {
    id: service.id,
    name: textIn(service.name, language),
    description: textIn(service.description, language),
    minutes: service.minutes,
    online: service.online,
    category: textIn(category, language),
  };
}

/** In every language: whoever is here may know the Slovene word of it, or only the one of their own. */
const searchableOf = ({ name, keywords, description }: Service, category: Texts) => ({
  names: Object.values(name),
  keywords: [...languages.flatMap((language) => [...listIn(keywords, language)]), ...Object.values(category)],
  descriptions: Object.values(description),
});
