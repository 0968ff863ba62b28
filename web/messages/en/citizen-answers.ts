import type { citizenAnswers as slovene } from '../sl/citizen-answers.ts';

export const citizenAnswers: typeof slovene = {
  wait: {
    link: 'I want an earlier visit',
    title: 'An earlier visit',
    lead: 'When an earlier time becomes free at the chosen places, we offer it to you by e-mail or SMS. Until you accept an offer, the visit you have stands.',
    places: 'At which places?',
    problem: 'Choose one place at least.',
    submit: 'Tell me of an earlier visit',
    change: 'Change the places',
    waiting: 'You are waiting for an earlier visit. We will offer it when one becomes free.',
    stop: 'Stop waiting',
    stopped: 'You no longer wait for an earlier visit. Your visit stands.',
  },
  current: 'Your visit now',
  offered: 'The offered time',
  until: (moment) => `The offer is good until: ${moment}.`,
  offer: {
    title: 'An earlier visit is free',
    accept: 'Take the earlier visit',
    decline: 'Keep mine',
    accepted: 'Your visit was moved to the earlier time.',
    declined: 'You kept your visit. When another earlier time becomes free we will offer it to you.',
    ended: 'This offer is no longer good. Your visit stands as it is.',
  },
  proposal: {
    title: 'We have to move your visit',
    lead: 'The administrative unit cannot receive visitors at that time. We propose another one; please confirm it or choose another.',
    accept: 'Confirm the proposed time',
    decline: 'It does not suit me, call me',
    choose: 'Choose another time myself',
    accepted: 'The new time is confirmed.',
    declined: 'Thank you. We will call you and find another time.',
    ended: 'This proposal is no longer good. If your visit is not settled yet, we will call you.',
  },
  complete: {
    title: 'Finish your booking',
    lead: 'An adviser chose a time for you. Read what you have to bring, and confirm it.',
    ended: 'The time to confirm is over and the slot is no longer kept. You can choose a new one or call us.',
  },
};
