// Ends the run's output with one line that a program can read: "N passed, M failed".
import type { FullConfig, Reporter, Suite } from "@playwright/test/reporter";

export default class Summary implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  async onExit(): Promise<void> {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? [];
    const passed = outcomes.filter((outcome) => outcome === "expected").length;
    const failed = outcomes.filter((outcome) => outcome !== "expected" && outcome !== "skipped").length;
    console.log(`${passed} passed, ${failed} failed`);
  }
}
