import type { OnCalendarEffect } from '../../../engine/core/effects.ts';
import type { EngineEvent } from '../../../engine/core/events.ts';
import type { Instant } from '../../../engine/core/ids.ts';
import type { CalendarAnswer, CalendarQuestion } from '../../../engine/core/self-service.ts';

type Line = { readonly at: Instant; after(ms: number, happens: () => void): void; happen(event: EngineEvent): void };

/** The calendar as a test scripts it: what it answers, and after how long; null: never. */
export class SimulatedCalendar {
  answers: (question: CalendarQuestion) => { readonly afterMs: number; readonly answer: CalendarAnswer } | null = () =>
    null;
  readonly asked: OnCalendarEffect[] = [];
  readonly #line: Line;
  #life = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  ask(effect: OnCalendarEffect): void {
    this.asked.push(effect);
    const { callId, questionId, question } = effect;
    const said = this.answers(question);
    const life = this.#life;
    if (said === null) return;
    this.#line.after(said.afterMs, () => {
      if (life !== this.#life) return;
      this.#line.happen({ type: 'CalendarAnswered', at: this.#line.at, callId, questionId, answer: said.answer });
    });
  }

  /** Who asked is gone, and hears no answer. */
  forget(): void {
    this.#life += 1;
  }
}
