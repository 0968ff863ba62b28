import { countedIn } from '../../present/citizen-count.ts';
import type { citizenFrame as slovene } from '../sl/citizen-frame.ts';

const visits = { one: 'visit', other: 'visits' };
const minutes = { one: 'minute', other: 'minutes' };
const days = { one: 'day', other: 'days' };

export const citizenFrame: typeof slovene = {
  product: 'UeNaročanje',
  subtitle: 'Appointments at administrative units',
  skipToContent: 'Skip to content',
  mainNavigation: 'Main navigation',
  languageSwitch: 'Language',
  navigation: { book: 'Book', visit: 'My visit', help: 'Help' },
  footer: {
    heading: 'About this site',
    accessibility: 'Accessibility statement',
    privacy: 'Protection of personal data',
    staff: 'Staff sign-in',
    byPhone: 'Rather by telephone? Call',
  },
  back: 'Back',
  counted: {
    visits: (count) => countedIn('en', count, visits),
    minutes: (count) => countedIn('en', count, minutes),
    days: (count) => countedIn('en', count, days),
  },
  inDays: (count) => (count <= 0 ? 'today' : count === 1 ? 'tomorrow' : `in ${countedIn('en', count, days)}`),
  waitMinutes: (seconds) =>
    `Too many attempts. Try again in ${countedIn('en', Math.max(1, Math.ceil(seconds / 60)), minutes)}.`,
  errorsFound: 'Something is missing or not right. Please correct the marked fields; everything else was kept.',
  errors: {
    400: {
      title: 'The request cannot be read',
      text: 'There is something in the address or the form that we do not understand.',
      advice: 'Go back to the page before and try again.',
    },
    403: {
      title: 'The form could not be accepted',
      text: 'The form was open for too long, or your browser refuses the cookie that we need for safe booking.',
      advice: 'Allow cookies for this site, open the page again and repeat what you did.',
    },
    404: {
      title: 'There is no such page',
      text: 'The address is wrong, or what it points to no longer exists.',
      advice: 'Check the address, or start again with the choice of a service.',
    },
    405: {
      title: 'This page cannot be opened in this way',
      text: 'This address only accepts data from a form on our site.',
      advice: 'Start again with the choice of a service.',
    },
    413: {
      title: 'Too much data was sent',
      text: 'The text in the form is too long.',
      advice: 'Go back to the page before, shorten the text and send it again.',
    },
    429: {
      title: 'Too many requests',
      text: 'Too many requests came from your address in a short time.',
      advice: 'Wait a few minutes and try again, or call us.',
    },
    500: {
      title: 'Something went wrong on our side',
      text: 'The error was recorded and we will look into it. Confirmed visits are safe.',
      advice: 'Try again. If it happens again, call us and tell us the number of the request:',
    },
    503: {
      title: 'Online booking cannot be reached at the moment',
      text: 'Confirmed visits are safe. You can also book by telephone.',
      advice: 'Try again in a minute. If it happens again, call us and tell us the number of the request:',
    },
  },
  toStart: 'Start booking',
};
