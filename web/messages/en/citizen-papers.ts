import type { Paper, citizenPapers as slovene } from '../sl/citizen-papers.ts';

export const citizenPapers: typeof slovene = {
  help: {
    title: 'How to book',
    lead: 'You choose a visit to an administrative unit in five steps. You need no account and no password.',
    parts: [
      {
        heading: 'The steps',
        content: [
          [
            'Choose a service. You can type a plain word, for example “passport” or “licence”.',
            'Choose a place. Type a post code or the name of a place and we show the nearest administrative units; you can also sort them by the first free time. You may choose any unit, not only the one where you live.',
            'Choose a day and time. For a family you can choose several visits for the same service at once.',
            'Read what you have to bring and enter your name and an e-mail address or mobile number. We keep the chosen time for you for some minutes.',
            'The visit is confirmed. The confirmation with the list of documents reaches you by e-mail or SMS.',
          ],
        ],
      },
      {
        heading: 'Cancelling and moving',
        content: [
          'Every confirmation holds a link to cancel and a link to move the visit. If you no longer have it, open “My visit” and enter the booking number and the e-mail address or telephone number that you gave when booking.',
          'Please cancel a visit that you do not need: somebody else gets it at once.',
        ],
      },
      {
        heading: 'An earlier visit',
        content: [
          'If the first free time is far away, book it and, on the page of your visit, ask for an earlier one: you can say where, on which days and at what time it suits you. When one becomes free we offer it to you; until you accept, you keep yours.',
        ],
      },
      {
        heading: 'If something goes wrong',
        content: [
          'If the time runs out while you fill in the form, or somebody else gets the slot, we propose other free times, and what you typed is kept.',
          'If online booking does not suit you, call us. The number is at the bottom of every page; our advisers book the same times for you.',
        ],
      },
    ],
  } as Paper,
  accessibility: {
    title: 'Accessibility statement',
    lead: 'We are committed to making this website accessible in accordance with the Slovenian Accessibility of Websites and Mobile Applications Act (ZDSMA).',
    parts: [
      {
        heading: 'Compliance status',
        content: [
          'The booking pages are made to EN 301 549 and WCAG 2.1, level AA. According to our self-assessment they comply in full.',
          'The whole booking can be done by keyboard, with a screen reader, at 400 % zoom, on a screen 320 pixels wide and without scripts. The pages have no motion that cannot be switched off, and nothing is said by colour alone.',
        ],
      },
      {
        heading: 'Content that is not accessible',
        content: [
          'We know of no content of these pages that is not accessible. Websites of administrative units that links lead to have statements of their own.',
        ],
      },
      {
        heading: 'Preparation of this statement',
        content: [
          'This statement was prepared on 22 November 2026 by self-assessment: every page is checked by automatic tests (axe) in a browser, by keyboard, and at widths of 320 and 1280 pixels.',
        ],
      },
      {
        heading: 'Feedback and contact',
        content: [
          'If you meet an obstacle, call the number at the bottom of the page and describe the page and the obstacle. We answer within eight working days, and can book your visit by telephone at once.',
        ],
      },
      {
        heading: 'Enforcement procedure',
        content: [
          'If you are not satisfied with the answer, you can report it to the inspection that supervises the act (ZDSMA) in the Republic of Slovenia.',
        ],
      },
    ],
  } as Paper,
  privacy: {
    title: 'Notice on the protection of personal data',
    lead: 'For a booking we process only what your visit needs, and only for that purpose (General Data Protection Regulation and ZVOP-2).',
    parts: [
      {
        heading: 'Who is responsible',
        content: [
          'The controller is the administrative unit that you book a visit at. The provider of the service UeNaročanje processes the data on its behalf.',
        ],
      },
      {
        heading: 'What we process and why',
        content: [
          [
            'Name: so that the unit knows who comes.',
            'E-mail address or mobile number: for the confirmation, the reminder and messages about changes of this visit. At least one is needed.',
            'A note, if you write one.',
            'Service, place and time of the visit, and when it was booked, moved or cancelled.',
            'The version of this notice and the time of your consent.',
          ],
          'The legal basis is your consent (Article 6(1)(a) GDPR). You can withdraw it by cancelling the visit or erasing your data.',
        ],
      },
      {
        heading: 'What we do not do',
        content: [
          [
            'We pass nothing on to third parties and use nothing for other purposes.',
            'The pages hold no content, fonts or visitor counting of third parties.',
            'We use one cookie only, which is needed for safe booking. It is deleted when you close the browser.',
            'The place that you type, or that your browser tells at your wish, serves only to reckon distances and is not stored.',
          ],
        ],
      },
      {
        heading: 'How long we keep it',
        content: [
          'Name, contact and note are erased automatically after the visit, when the time set by the controller is over. Only figures remain, by which nobody can be recognised.',
        ],
      },
      {
        heading: 'Your rights',
        content: [
          'On the page of your visit you can see, download and erase your data and cancel the visit at any time. You can also ask for correction or restriction. Turn to the administrative unit or call us.',
          'You can lodge a complaint with the Information Commissioner of the Republic of Slovenia.',
        ],
      },
    ],
  } as Paper,
  version: (version) => `Version of this notice: ${version}`,
};
