/** Holds the checks of an exercise to its answers: the starter is not through, the solution is, and each wrong answer is caught by the check it names. */
import { join } from 'node:path';
import type { LessonExercise } from '../../lesson/index.ts';
import type { CompiledCell } from '../../runner/index.ts';
import type { CheckView } from '../../workbook/index.ts';
import type { WrongAnswer } from '../read-answers.ts';
import type { Lesson } from '../read-lesson.ts';
import type { OpenPage } from '../simulator/open-page.ts';
import { nameOf, type Begins, type Tell } from './finding.ts';
import { judgeCell } from './judge-cells.ts';
import { placeOf, tellBroken } from './tell-fault.ts';
import type { ToldNames } from './told-names.ts';

/** An answer as it was tried. */
type Tried = Readonly<{ file: string; where: string; checks: readonly CheckView[] }>;

/** Whoever hears of an answer: that it is about to run, what was told of its checks, and what was found. */
type Heard = Readonly<{ begins: Begins; told: ToldNames; tell: Tell }>;

export class ExerciseJudge {
  readonly #lesson: Lesson;
  readonly #exercise: LessonExercise<CompiledCell>;
  readonly #page: OpenPage;
  readonly #tell: Tell;
  readonly #heard: Heard;

  constructor(lesson: Lesson, exercise: LessonExercise<CompiledCell>, page: OpenPage, heard: Heard) {
    this.#lesson = lesson;
    this.#exercise = exercise;
    this.#page = page;
    this.#tell = heard.tell;
    this.#heard = heard;
  }

  /** Tries every answer there is, and tells of each. */
  async judge(): Promise<void> {
    const { file } = this.#exercise;
    const { solution, wrong } = this.#lesson.answers.get(file)!;
    const starter = this.#lesson.page.cells.find((cell) => cell.file === file)!.source;
    this.#judgeStarter(await this.#try(file, starter));
    this.#judgeSolution(await this.#try(file.replace(/\.ts$/, '.solution.ts'), solution));
    for (const answer of wrong) this.#judgeWrong(await this.#try(answer.file, answer.source), answer);
    // What stands below goes on from what its author wrote.
    await this.#page.session.reset(file);
  }

  async #try(file: string, source: string): Promise<Tried> {
    const { session } = this.#page;
    this.#heard.begins(file);
    session.edit(this.#exercise.file, source);
    await session.run(this.#exercise.file);
    const checks = this.#page.checks.get(this.#exercise.file) ?? [];
    this.#heard.told.note(checks);
    return { file, where: nameOf(join(this.#lesson.folder, file)), checks };
  }

  #judgeStarter({ where, checks }: Tried): void {
    const isThrough = checks.length > 0 && checks.every(({ state }) => state === 'holds');
    const says = isThrough
      ? 'passes every check before anyone has written a line: leave something to do, or ask for more.'
      : 'is not through yet, as it should be';
    this.#tell({ isRight: !isThrough, where, says });
  }

  #judgeSolution({ file, where, checks }: Tried): void {
    const end = judgeCell(this.#lesson, this.#page, this.#exercise.file, file);
    if (!end.isRight) return this.#tell(end);
    const wrong = checks.filter(({ state }) => state !== 'holds');
    if (wrong.length === 0) return this.#tell({ isRight: true, where, says: 'passes every check' });
    for (const check of wrong)
      this.#tell({
        isRight: false,
        where: this.#placeOf(check, file),
        says: `${file} does not pass ${this.#why(check)}`,
      });
  }

  #judgeWrong({ file, where, checks }: Tried, { check }: WrongAnswer): void {
    const named = checks.find((one) => one.check === check);
    if (named?.state === 'broken') return this.#tell({ isRight: true, where, says: `is caught by "${check}"` });
    const end = judgeCell(this.#lesson, this.#page, this.#exercise.file, file);
    if (named?.state !== 'holds')
      return this.#tell(
        end.isRight
          ? { isRight: false, where, says: `never gets as far as "${check}": an earlier check does not end.` }
          : end,
      );
    const others = checks.filter(({ state }) => state === 'broken').map((one) => `"${one.check}"`);
    const instead = others.length > 0 ? `, and is caught by ${others.join(', ')}` : '';
    const mend = 'Let the check ask for what is wrong here, or name another one in the first line.';
    this.#tell({ isRight: false, where: `${where}:1:1`, says: `passes "${check}"${instead}. ${mend}` });
  }

  /** Where a check does not hold: in the answer where that threw, else where the check expects it. */
  #placeOf(view: CheckView, file: string): string {
    const { folder } = this.#lesson;
    return view.state === 'broken'
      ? placeOf(view.fault, folder, file, this.#exercise.file)
      : nameOf(join(folder, file));
  }

  #why(view: CheckView): string {
    if (view.state !== 'broken') return `"${view.check}": it was not tried, because an earlier one does not end.`;
    const { checks, words } = this.#lesson.texts.en.head;
    return `"${view.check}": ${tellBroken(view, checks[view.check]!.otherwise, words)}`;
  }
}
