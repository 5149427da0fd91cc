/** Something of the lesson's world that one of a schedule's own can stand for. */
export class StandIn<Thing> {
  current: Thing;

  constructor(ofLesson: Thing) {
    this.current = ofLesson;
  }

  /** Has another stand for it while `work` goes on. */
  async inWorld<Result>(other: Thing, work: () => Promise<Result>): Promise<Result> {
    const before = this.current;
    this.current = other;
    try {
      return await work();
    } finally {
      this.current = before;
    }
  }
}
